"""Left out where wagtail-localize is not among the apps; `tests/test_translated.py` runs it all."""

from django.apps import apps

collect_ignore_glob = [] if apps.is_installed("wagtail_localize") else ["test_*.py"]
