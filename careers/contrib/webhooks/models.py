"""All models of the app, for Django, which looks for them here, and for hosts."""

from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.message import Attempt, Message
from careers.contrib.webhooks.reported_page import ReportedPage

__all__ = ["Attempt", "Endpoint", "Message", "ReportedPage"]
