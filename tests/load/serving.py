"""Serves the site as `make run` does, by one worker: `python -m tests.load.serving ADDRESS`."""

import sys

import django

from cms.serve import Server

if __name__ == "__main__":
    django.setup()
    server = Server(sys.argv[1], lambda: None)
    server.cfg.set("workers", 1)
    server.run()
