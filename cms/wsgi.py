import os
import sys

from django.core.wsgi import get_wsgi_application

from home.checks import uploads_can_be_stored

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

try:
    application = get_wsgi_application()
except SystemExit as stop:
    # Code 3 tells gunicorn that the next worker would fare no better; 1 has it try for ever.
    sys.stderr.write(f"{stop}\n")
    sys.exit(3)

# Under a web server nobody runs the system checks; what is there already can still be read.
for problem in uploads_can_be_stored(None):
    sys.stderr.write(f"{problem.msg}\n")
