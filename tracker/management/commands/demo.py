import contextlib
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from events.exports.dumping import dump_if_due
from tracker import services
from tracker.demo import EDITOR, USERS, load_samples, make_users
from tracker.processes import ProgramEnded, Programs, Stopped, stop_on_signals

HOST = "127.0.0.1"
READY_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Run the whole site on this machine, with sample articles, until Ctrl-C. "
        "PORT sets the port and DEMO_PASSWORD the editor's password."
    )

    def handle(self, *args: object, **options: object) -> None:
        port = chosen_port()
        settings.SITE_URL = os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
        stop_on_signals()
        try:
            with services.session(), Programs(settings.VAR / "log") as programs:
                self.run(programs, port)
        except Stopped:
            self.stdout.write("Stopped.")
        except (services.ServiceError, ProgramEnded) as error:
            raise CommandError(error) from error

    def run(self, programs: Programs, port: int) -> None:
        started = time.monotonic()
        if not settings.DATABASE_URL:
            with self.step("Starting PostgreSQL"):
                services.ensure_postgres()
        if settings.EMBEDDED_BROKER:
            with self.step("Starting Valkey"):
                services.ensure_valkey()
        with self.step("Preparing the database"):
            call_command("migrate", verbosity=0, interactive=False)
            password = make_users(os.environ.get("DEMO_PASSWORD", ""))
        start_site(programs, port)
        with self.step("Reading the sample articles"):
            self.read_samples(programs)
        with self.step("Writing the record to files"):
            dump_if_due()
        with self.step("Waiting for the web server"):
            wait_until_ready(programs, port)
        self.welcome(port, password, time.monotonic() - started)
        programs.wait()

    def read_samples(self, programs: Programs) -> None:
        """Even a site without its samples is worth a visit."""
        try:
            load_samples(programs.check)
        except CommandError as error:
            self.stderr.write(f"\nSome sample articles were not read: {error}")

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A line of progress, with the seconds that it took."""
        started = time.monotonic()
        self.stdout.write(f"{what:.<40} ", ending="")
        self.stdout.flush()
        yield
        self.stdout.write(f"{time.monotonic() - started:5.1f} s")

    def welcome(self, port: int, password: str, seconds: float) -> None:
        others = [username for username in USERS if username != EDITOR]
        site = settings.SITE_URL
        self.stdout.write(
            f"\nTideline is ready, after {seconds:.1f} s.\n\n"
            f"  Site    {site}/\n"
            f"  Admin   {site}/admin/   user {EDITOR}, password {password}\n"
            f"          the same password for {', '.join(others)}\n"
            f"  API     {site}/api/v1/docs/\n"
            f"  Logs    {settings.VAR / 'log'}\n\n"
            "Ctrl-C stops everything.\n"
        )
        self.stdout.flush()


def chosen_port() -> int:
    """PORT, if it is one and free."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is {text!r}. Set it to a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise CommandError(
                f"Port {text} cannot be used: {error.strerror}. Choose another: make demo PORT=8001"
            ) from error
    return int(text)


def start_site(programs: Programs, port: int) -> None:
    """The web server, the workers and the scheduler."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--app", "tracker"]
    programs.start(
        "web server",
        [*python, "granian", "tracker.wsgi:application", "--interface", "wsgi", "--host", HOST,
         "--port", str(port), "--workers", "1", "--blocking-threads", "4"],
    )  # fmt: skip
    worker = [*celery, "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    programs.start(
        "worker",
        [*worker, "--queues", "default", "--concurrency", "2", "--hostname", "default@%h"],
        STATEMENT_TIMEOUT_SECONDS="60",
    )
    programs.start(
        "fetcher",
        [*worker, "--queues", "fetch,webhooks", "--pool", "threads", "--concurrency", "8",
         "--hostname", "fetch@%h"],
        STATEMENT_TIMEOUT_SECONDS="60",
    )  # fmt: skip
    programs.start(
        "scheduler",
        [*celery, "beat", "--pidfile", "", "--schedule", str(settings.VAR / "beat-schedule")],
    )


def wait_until_ready(programs: Programs, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        programs.check()
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError) as error:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"The web server was not ready after {READY_SECONDS} s: {error}. "
                    f"See its log in {settings.VAR / 'log'}."
                ) from error
        time.sleep(0.1)
