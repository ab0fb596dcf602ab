class Refused(Exception):
    """The action cannot be done; the message says why and what to do instead."""
