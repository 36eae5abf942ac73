"""Deletes what was cut of all pictures: `python -m tests.bench.delete_renditions`.

A process of its own, with the settings of the bench.
"""

import django
from wagtail.images import get_image_model

if __name__ == "__main__":
    django.setup()
    get_image_model().get_rendition_model()._default_manager.all().delete()
