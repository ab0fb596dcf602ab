"""The editors' desk: every record in the admin, and the page where proposed facts are decided."""

from events.admin import (
    affiliation,
    article,
    case,
    contradiction,
    dataset,
    duplicates,
    event,
    evidence,
    message,
    model,
    people,
    review,
    rule,
    run,
    source,
    suggestion,
)

__all__ = [
    "affiliation",
    "article",
    "case",
    "contradiction",
    "dataset",
    "duplicates",
    "event",
    "evidence",
    "message",
    "model",
    "people",
    "review",
    "rule",
    "run",
    "source",
    "suggestion",
]
