"""What somebody with an account does in a browser."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PASSWORD = "潮水退去之后见沙滩"
LOGIN = "/accounts/login/"


def sign_in(client, login="王编辑", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password} | more)


def confirm(client, password=PASSWORD):
    """Say the password once more, as sensitive pages ask."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def is_in(client) -> bool:
    return bool(client.get("/admin/").status_code == 200)


def totp_code(secret: str) -> str:
    """What the app shows now."""
    value = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    return str(format_hotp_value(value))
