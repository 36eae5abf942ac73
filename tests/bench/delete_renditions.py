"""Deletes what was cut of all pictures since they were uploaded.

`python -m tests.bench.delete_renditions`: a process of its own, with the settings of the bench.
"""

import django
from wagtail.images import get_image_model

if __name__ == "__main__":
    django.setup()

    from careers.core.image_presets import STAND_INS

    made_at_upload = [item.spec for item in STAND_INS]
    renditions = get_image_model().get_rendition_model()._default_manager
    renditions.exclude(filter_spec__in=made_at_upload).delete()
