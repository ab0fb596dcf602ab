"""Readers' voice: what readers send to the editors, without a login and without a cookie."""
