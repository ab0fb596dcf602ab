"""An import from the file to the last row: looked at, asked for, worked on, cancelled.

The import's row is the job. Whoever holds its run takes rows in batches, each in one transaction
that also moves the position, so that an import goes on where it stood, whatever is killed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import pghistory
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import OperationalError, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from events.ingestion.datasets.child import Reading, Request, read_in_child
from events.ingestion.datasets.mapping import RowMapping, parse
from events.ingestion.datasets.mappings import Choice
from events.ingestion.datasets.reading import Taken
from events.ingestion.datasets.taking import Counts, Seen, Taking
from events.ingestion.errors import Unreadable
from events.models import DatasetImport, Run, Source
from events.models.dataset_import import IMPORT_LEASE
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)

BATCH_ROWS = 500
BATCH_NAMES = 2_000
"""Each name is a lock of PostgreSQL's while its batch is taken, and it has some thousand."""
MOST_ATTEMPTS = 3
SURE = {"official": "confirmed", "press": "reported", "blog": "reported", "rumour": "rumoured"}
"""How certain a row alone makes an event, by the trust in its source."""


class NotTaken(Exception):
    """A data set cannot be imported as it stands; the message says why."""


class Lost(Exception):
    """Somebody else holds the run by now, or it was cancelled."""


def hand_in(
    content: bytes,
    choice: Choice,
    *,
    file_name: str,
    source_name: str = "",
    address: str = "",
    charset: str = "",
) -> DatasetImport:
    """A file that is to be looked at and perhaps imported. The caller saves it."""
    if len(content) > settings.DATASET_MAX_BYTES:
        raise NotTaken(
            _("The file is too large: %(size).1f MB; at most %(most)d MB are taken. Split it.")
            % {"size": len(content) / 1e6, "most": settings.DATASET_MAX_BYTES / 1e6}
        )
    handed_in = DatasetImport(
        file_name=file_name[:255],
        address=address,
        charset=charset[:40],
        source_name=(source_name or choice.parsed().source.get("name") or file_name)[:200],
    )
    handed_in.put(content)
    use_mapping(handed_in, choice)
    return handed_in


def use_mapping(handed_in: DatasetImport, choice: Choice) -> None:
    """Let a data set be read by this mapping, as it is now. The caller saves it."""
    choice.parsed()
    handed_in.mapping_name, handed_in.mapping_version = choice.name, choice.version
    handed_in.definition = choice.definition


def parsed(handed_in: DatasetImport) -> RowMapping:
    """The mapping by which it is read."""
    return parse(handed_in.definition, version=handed_in.mapping_version)


def source_of(handed_in: DatasetImport) -> Source:
    """Its source as the record has it or, not saved, as the mapping describes it."""
    if known := handed_in.source:
        return known
    told = parsed(handed_in).source
    return Source(
        name=handed_in.source_name,
        kind=Source.Kind.DATASET,
        address=told.get("address", ""),
        trust=told.get("trust", Source.Trust.PRESS),
        language=told.get("language", ""),
    )


@transaction.atomic
def start(handed_in: DatasetImport, *, by: User | None = None) -> Run:
    """Ask for an import; a worker will take it. Asking twice changes nothing."""
    require(by, Ability.SOURCES)
    handed_in = DatasetImport.objects.select_for_update().get(pk=handed_in.pk)
    if handed_in.run_id:
        return Run.objects.get(pk=handed_in.run_id)
    source = source_of(handed_in)
    if handed_in.source is None:
        with pghistory.context(action="import", **({"user": by.pk} if by else {})):
            source.save()
    run = Run.objects.create(source=source, task=Run.Task.IMPORT, by=by)
    DatasetImport.objects.filter(pk=handed_in.pk).update(run=run)
    return run


def cancel(handed_in: DatasetImport, *, by: User | None = None) -> bool:
    """Let no further row be taken; what was taken stays proposed. False if it had ended."""
    require(by, Ability.SOURCES)
    open_states = [Run.State.WAITING, Run.State.RUNNING]
    if not DatasetImport.objects.filter(pk=handed_in.pk, run__state__in=open_states).update(
        cancelled_at=Now()
    ):
        return False
    Run.objects.filter(dataset=handed_in, state=Run.State.WAITING).update(
        state=Run.State.CANCELLED, ended_at=Now(), lease_until=None
    )
    return True


def read(handed_in: DatasetImport, *, skip: int = 0, most_rows: int = 0) -> Reading:
    """The rows of the file as the mapping reads them, from a child process."""
    request = Request(
        name=handed_in.file_name,
        mapping=handed_in.definition,
        version=handed_in.mapping_version,
        certainty=SURE[source_of(handed_in).trust],
        charset=handed_in.charset,
        skip=skip,
        most_rows=most_rows,
    )
    return read_in_child(handed_in.file(), request)


def work(import_id: int, *, seconds: float = 60, tell: Callable[[Run], None] | None = None) -> bool:
    """Go on with an import for so long; True if rows are left. Safe to run twice, late or never."""
    if not (run := _claim(import_id)):
        return False
    handed_in = DatasetImport.objects.get(pk=import_id)
    try:
        is_done = _Work(handed_in, run, tell).go_on(time.monotonic() + seconds)
    except Lost:
        if DatasetImport.objects.filter(pk=import_id).exclude(cancelled_at=None).exists():
            _end(run, Run.State.CANCELLED)
        return False
    except Unreadable as problem:
        _end(run, Run.State.FAILED, problem.message)
        return False
    except Exception as error:  # noqa: BLE001 - whatever it is, the run says why it stands still
        return _failed(run, error)
    if not is_done:
        _held(run).update(state=Run.State.WAITING, lease_until=None, attempts=0)
    return not is_done


def _claim(import_id: int) -> Run | None:
    """The run, for this worker alone, for some minutes."""
    free = models.Q(lease_until=None) | models.Q(lease_until__lt=Now())
    runs = Run.objects.filter(free, dataset=import_id)
    taken = runs.filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).update(
        state=Run.State.RUNNING,
        lease_until=Now() + IMPORT_LEASE,
        attempts=models.F("attempts") + 1,
    )
    if not taken:
        return None
    run = Run.objects.get(dataset=import_id)
    if run.attempts > MOST_ATTEMPTS:
        _end(run, Run.State.FAILED, "The worker died at the same rows each time it was tried.")
        return None
    Run.objects.filter(pk=run.pk, started_at=None).update(started_at=Now())
    return run


def _held(run: Run) -> models.QuerySet[Run]:
    """The run, if this worker still holds it."""
    return Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, attempts=run.attempts)


def _end(run: Run, state: Run.State, error: str = "") -> None:
    _held(run).update(state=state, error=error[:500], lease_until=None, ended_at=Now())


def _failed(run: Run, error: Exception) -> bool:
    reason = f"{type(error).__name__}: {error}"
    log.error("Import of run %s, try %s", run.pk, run.attempts, exc_info=error)
    if run.attempts >= MOST_ATTEMPTS:
        _end(run, Run.State.FAILED, reason)
    else:
        _held(run).update(state=Run.State.WAITING, error=reason[:500], lease_until=None)
    return run.attempts < MOST_ATTEMPTS


class _Work:
    """One worker's turn at an import."""

    def __init__(
        self, handed_in: DatasetImport, run: Run, tell: Callable[[Run], None] | None
    ) -> None:
        self._import = handed_in
        self._run = run
        self._tell = tell
        self._position = handed_in.position
        source = source_of(handed_in)
        self._taking = Taking(source, parsed(handed_in), run)
        self._context: dict[str, str | int] = {"action": "import", "run": run.pk}
        if run.by_id:
            self._context["user"] = run.by_id

    def go_on(self, until: float) -> bool:
        """Take batches until the time is up; whether the last row is taken."""
        reading = read(self._import, skip=self._position)
        _held(self._run).update(total=reading.total)
        rows = (row for batch in reading.rows for row in batch)
        with Seen() as seen:
            for passed in batched(islice(rows, self._position)):
                seen.add(row.key for row in passed)
            for batch in batched(rows):
                self._check_size(len(batch))
                self._take(batch, seen)
                self._run.refresh_from_db()
                if self._tell:
                    self._tell(self._run)
                if time.monotonic() >= until:
                    return False
            self._finish(seen)
        return True

    def _check_size(self, more: int) -> None:
        most = settings.DATASET_MAX_ROWS
        if self._position + more > most:
            raise Unreadable(f"The data set has more than {most:,} rows: split it.")

    def _take(self, rows: Sequence[Taken], seen: Seen) -> None:
        """Take a batch; where it breaks, its halves, so that one row never stops the others."""
        if not (problem := self._tried(rows, seen)):
            return
        if len(rows) > 1:
            half = len(rows) // 2
            self._take(rows[:half], seen)
            self._take(rows[half:], seen)
            return
        log.error("Row %s of import %s: %s", rows[0].number, self._import.pk, problem)
        rows[0].problems.append(("", problem))
        if self._tried(rows, seen):
            raise RuntimeError(problem)

    def _tried(self, rows: Sequence[Taken], seen: Seen) -> str:
        """Take these rows in one transaction; what is wrong if that cannot be done."""
        try:
            with transaction.atomic(), pghistory.context(**self._context):
                self._moved(self._taking.take(rows, seen), len(rows))
        except (Lost, OperationalError, SoftTimeLimitExceeded):
            raise  # no fault of these rows
        except Exception as error:  # noqa: BLE001 - whatever it is, the row says so
            return f"{type(error).__name__}: {error}"
        return ""

    def _moved(self, counts: Counts, rows: int) -> None:
        """Note in the same transaction what became of the rows, unless they are another's now."""
        here = DatasetImport.objects.filter(
            pk=self._import.pk, position=self._position, cancelled_at=None
        )
        self._position += rows
        moved = here.update(position=self._position)
        held = moved and _held(self._run).update(
            found=models.F("found") + rows,
            lease_until=Now() + IMPORT_LEASE,
            error="",
            attempts=1,  # in a row without progress; the position tells whose turn it is
            **{name: models.F(name) + count for name, count in vars(counts).items()},
        )
        if not held:
            self._position -= rows
            raise Lost
        self._run.attempts = 1

    def _finish(self, seen: Seen) -> None:
        source = self._taking.source
        vanished = seen.vanished(source)
        DatasetImport.objects.filter(pk=self._import.pk).update(vanished=vanished)
        older = DatasetImport.objects.filter(source_name=self._import.source_name)
        older.filter(pk__lt=self._import.pk).exclude(run=None).update(content=b"")
        _end(self._run, Run.State.DONE)


def batched(rows: Iterator[Taken]) -> Iterator[list[Taken]]:
    """The rows in batches of some hundred, fewer where they hold many names."""
    batch: list[Taken] = []
    names = 0
    for row in rows:
        batch.append(row)
        names += sum(len(row.facts.get(group, ())) for group in ("people", "companies", "models"))
        if len(batch) >= BATCH_ROWS or names >= BATCH_NAMES:
            yield batch
            batch, names = [], 0
    if batch:
        yield batch
