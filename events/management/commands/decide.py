"""Carry out review decisions that are kept in a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from events import decisions
from people.roles import NotAllowed


class Command(BaseCommand):
    help = (
        "Accept and reject proposed facts as a file of decisions says (JSON Lines, see "
        "events/decisions.py), in the name of a user. Doing it twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME")

    def handle(self, *args: Any, file: Path, by: str, **options: Any) -> None:
        users = get_user_model().objects
        try:
            user = users.get_by_natural_key(by)
            done = decisions.carry_out(decisions.read(file), by=user)
        except users.model.DoesNotExist as error:
            raise CommandError(f"There is no user {by}.") from error
        except (OSError, UnicodeDecodeError, decisions.BadDecision, NotAllowed) as error:
            raise CommandError(str(error)) from error
        counts = (f"{count} {verdict}" for verdict, count in sorted(done.items()))
        self.stdout.write(", ".join(counts))
