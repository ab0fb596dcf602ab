"""What the pages of accounts need beyond Django's own."""

from django import template

from tracker.accounts.devices import device_of

register = template.Library()
register.filter("device", device_of)
