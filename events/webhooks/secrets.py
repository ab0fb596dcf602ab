"""What deliveries are signed by. No secret is kept: each follows from the site's key.

So none is in the database, a backup or a log; whoever loses the one that was shown makes another.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from standardwebhooks import Webhook as Signer

from events.models import Webhook


def secret_of(webhook: Webhook, number: int = 0) -> str:
    """Its secret, the latest unless another is asked for, as the Standard Webhooks write it."""
    told = f"webhook {webhook.key} {number or webhook.secret_number}"
    digest = hmac.digest(settings.WEBHOOK_KEY.encode(), told.encode(), hashlib.sha256)
    return f"whsec_{base64.b64encode(digest).decode()}"


def headers_of(webhook: Webhook, message: UUID, at: datetime, body: str) -> dict[str, str]:
    """The headers of a delivery: its name, the time in UTC and a signature by each secret."""
    name = f"msg_{message.hex}"
    signers = [Signer(secret_of(webhook, number)) for number in webhook.secret_numbers]
    return {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signer.sign(name, at, body) for signer in signers),
    }
