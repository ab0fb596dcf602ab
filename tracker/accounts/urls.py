"""Signing in, and everybody's own account."""

from django.urls import URLPattern, URLResolver, include, path

from tracker.accounts import tokens, views, webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.account, name="account"),
    path("language/", views.choose_language, name="account_language"),
    path("sessions/<int:session_id>/end/", views.end_session, name="account_end_session"),
    path("tokens/", tokens.tokens, name="account_tokens"),
    path("tokens/<int:token_id>/renew/", tokens.renew, name="account_renew_token"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke, name="account_revoke_token"),
    path("webhooks/", webhooks.webhooks, name="account_webhooks"),
    path("webhooks/<int:webhook_id>/", webhooks.webhook, name="account_webhook"),
    path("webhooks/<int:webhook_id>/<slug:deed>/", webhooks.act, name="account_webhook_deed"),
    path("", include("allauth.urls")),
]
