"""`python -m home.demo.art [name …]`."""

from .render import main

main()
