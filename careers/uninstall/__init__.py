"""Leaving: what of a host hangs on the plugin, and taking the plugin's data out of its database."""
