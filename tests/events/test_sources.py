"""Following, pausing, resuming and asking for a poll; and how sources are."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from events.models import Run, Source, Watch
from events.sources import Health, follow, health, pause, poll_now, resume, with_health
from people.actions import Refused
from tests.factories.accounts import EditorFactory
from tests.factories.events import SourceFactory

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def feed(**values) -> Source:
    return SourceFactory(**{"kind": "feed", "address": "https://news.example/feed", **values})


def test_a_source_that_is_followed_is_due_at_once():
    source, editor = feed(), EditorFactory()

    follow(source, by=editor)
    follow(source, by=editor)

    source.refresh_from_db()
    assert source.enabled
    assert Watch.objects.due().get().source == source
    version = source.versions.latest("pgh_id")  # type: ignore[attr-defined] # pghistory's own
    assert version.pgh_context.metadata["user"] == editor.pk


@pytest.mark.parametrize("values", [{"kind": "manual"}, {"kind": "dataset"}, {"address": ""}])
def test_what_cannot_be_polled_is_not_followed(values):
    source = feed(**values)

    with pytest.raises(Refused):
        follow(source, by=EditorFactory())
    with pytest.raises(Refused):
        poll_now(source, by=EditorFactory())


def test_a_paused_source_is_left_alone_until_it_is_resumed():
    source, editor = feed(), EditorFactory()
    follow(source, by=editor)
    Watch.objects.update(failures=5, failing_since=Now(), next_poll_at=Now() + DAY)

    watch = pause(source, by=editor, reason="改版中")
    assert (watch.paused_by, watch.pause_reason) == (editor, "改版中")
    assert pause(source, by=EditorFactory()).paused_by == editor
    assert not Watch.objects.due().exists()

    watch = resume(source, by=editor)
    assert (watch.paused_at, watch.failures, watch.failing_since) == (None, 0, None)
    assert Watch.objects.due().exists()


def test_following_resumes_what_was_not_followed_and_leaves_a_pause_alone():
    source, editor = feed(), EditorFactory()
    follow(source, by=editor)
    pause(source, by=editor)
    assert follow(source, by=editor).paused_at

    source.enabled = False
    source.save()
    assert follow(source, by=editor).paused_at is None


@pytest.mark.parametrize("enabled", [True, False])
def test_a_poll_that_somebody_asks_for_is_due_once(enabled):
    source, editor = feed(enabled=enabled), EditorFactory()
    Watch.objects.create(source=source, next_poll_at=Now() + DAY)

    run = poll_now(source, by=editor)

    assert poll_now(source, by=EditorFactory()) == run
    assert (run.state, run.by) == ("waiting", editor)
    assert Watch.objects.due().get().source == source
    assert Run.objects.count() == 1


def test_every_followed_source_gets_a_watch():
    followed, _, manual = feed(enabled=True), feed(), SourceFactory(enabled=True)

    Watch.objects.ensure()
    Watch.objects.ensure()

    assert [watch.source for watch in Watch.objects.all()] == [followed]
    assert manual.is_followed is False


def test_due_watches_are_asked_for_once():
    for _ in range(3):
        feed(enabled=True)
    Watch.objects.ensure()

    assert len(Watch.objects.ask_for(2)) == 2
    assert len(Watch.objects.ask_for(2)) == 1
    assert Watch.objects.ask_for(2) == []
    Watch.objects.update(asked_at=Now() - HOUR)
    assert len(Watch.objects.ask_for(9)) == 3


def test_a_claim_lets_one_worker_in():
    source = feed(enabled=True)
    Watch.objects.ensure()

    assert Watch.objects.claim(source.pk, only_due=True)
    assert Watch.objects.claim(source.pk, only_due=True) is None
    assert Watch.objects.claim(source.pk, only_due=False) is None


@pytest.mark.parametrize(
    ("values", "watch", "expected"),
    [
        pytest.param({}, {"polled": 0, "yielded": 0}, Health.WELL, id="well"),
        pytest.param({}, None, Health.NEVER_POLLED, id="without a watch"),
        pytest.param({}, {}, Health.NEVER_POLLED, id="never polled"),
        pytest.param({"enabled": False}, {"polled": 0}, Health.NOT_FOLLOWED, id="off"),
        pytest.param({"kind": "manual"}, {"polled": 0}, Health.NOT_FOLLOWED, id="by hand"),
        pytest.param({"address": ""}, {"polled": 0}, Health.NOT_FOLLOWED, id="no address"),
        pytest.param({}, {"polled": 0, "paused": 1}, Health.PAUSED, id="paused"),
        pytest.param({}, {"polled": 0, "failures": 3}, Health.FAILING, id="failing"),
        pytest.param({}, {"polled": 0, "failures": 2}, Health.WELL, id="two failures"),
        pytest.param({}, {"polled": 0, "yielded": 8, "habit": 1}, Health.SILENT, id="silent"),
        pytest.param({}, {"polled": 0, "yielded": 8, "habit": 7}, Health.WELL, id="weekly"),
        pytest.param({}, {"polled": 0, "yielded": 29}, Health.WELL, id="quiet, habit unknown"),
        pytest.param({}, {"polled": 0, "yielded": 31}, Health.SILENT, id="silent, habit unknown"),
        pytest.param(
            {"kind": "page"}, {"polled": 0, "yielded": 99}, Health.WELL, id="a page may stay"
        ),
    ],
)
def test_health_is_the_same_in_python_and_in_lists(values, watch, expected):
    source = feed(**{"enabled": True, **values})
    now = timezone.now()

    def ago(name: str):
        return now - watch[name] * DAY if name in watch else None

    if watch is not None:
        Watch.objects.create(
            source=source,
            polled_at=ago("polled"),
            yielded_at=ago("yielded"),
            paused_at=ago("paused"),
            failures=watch.get("failures", 0),
            habit=watch["habit"] * DAY if "habit" in watch else None,
        )

    assert health(Source.objects.get(), now) == expected
    (listed,) = with_health(Source.objects.all())
    assert vars(listed)["health"] == expected
