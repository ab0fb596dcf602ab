from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import services


class Command(BaseCommand):
    help = "Start, stop or show the embedded PostgreSQL and Valkey."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status"])

    def handle(self, *args: object, action: str, **options: object) -> None:
        try:
            getattr(self, action)()
        except services.ServiceError as error:
            raise CommandError(error) from error

    def start(self) -> None:
        self.stdout.write(f"DATABASE_URL={services.ensure_postgres()}")
        self.stdout.write(f"REDIS_URL={services.ensure_valkey()}")

    def stop(self) -> None:
        stopped = services.stop()
        self.stdout.write(
            f"Stopped {' and '.join(stopped)}." if stopped else "Nothing was running."
        )

    def status(self) -> None:
        for name, running in services.status().items():
            self.stdout.write(f"{name}: {'running' if running else 'stopped'}")
