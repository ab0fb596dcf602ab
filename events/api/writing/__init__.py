"""Writing over the API: each door reads what a client tells, and calls the action of the admin."""
