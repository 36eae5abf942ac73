import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.preload import Application, preloaded_application
from home.checks import uploads_can_be_stored

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

application: Application
try:
    if settings.DEBUG:  # a development server starts anew with each file that is written
        application = get_wsgi_application()
    else:
        application = preloaded_application(settings.BASE_URL)
except SystemExit as stop:
    # Code 3 tells gunicorn that the next worker would fare no better; 1 has it try for ever.
    sys.stderr.write(f"{stop}\n")
    sys.exit(3)

# Under a web server nobody runs the system checks; what is there already can still be read.
for problem in uploads_can_be_stored(None):
    sys.stderr.write(f"{problem.msg}\n")
