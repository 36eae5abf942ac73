#!/usr/bin/env python
"""Run a management command of the reference site."""

import os
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from cms.failures import told_in_one_sentence

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    with nullcontext() if "--traceback" in sys.argv else told_in_one_sentence():
        execute_from_command_line(sys.argv)
