"""Draw the pictures of the demo content: `python home/demo/draw.py [name …]`."""

from art.render import main

if __name__ == "__main__":
    main()
