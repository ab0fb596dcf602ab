"""The summary of statistics is what the cards come to, whatever is changed, and by whom."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import Sum as Total

from events import actions, cards
from events.models import Card, Event, Rate, Summand
from events.models.summand import KEYS, MEASURES
from events.statistics import summary
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, EditorFactory, event_of

pytestmark = pytest.mark.django_db


def dollars(value, qualifier=Qualifier.EXACT, currency="USD"):
    return Sum.told(value, currency, qualifier)


def funded(when="2024-05-06", amount=None, **values):
    company = CompanyFactory(name_zh="智谱")
    when = PartialDate.parse(when)
    values = {"kind": "funding", "certainty": "confirmed"} | values
    return event_of(("company", company), when=when, amount=amount, **values)


def told(*keys, **wanted):
    """What the summary comes to by these keys."""
    rows = Summand.objects.filter(**wanted).values_list(*keys).order_by(*keys)
    return [tuple(map(str, row)) for row in rows.annotate(n=Total("events"), usd=Total("usd"))]


def differences():
    with connection.cursor() as cursor:
        cursor.execute(summary.DIFFERENCES)
        return cursor.fetchall()


def test_a_card_counts_in_its_month_or_in_the_vague_period_that_is_told():
    funded("2024-05-06", dollars(10**8))
    funded("2024-05", dollars(10**9))
    funded("2024-Q1", dollars(5 * 10**8, Qualifier.OVER))
    funded("2024")
    assert told("precision", "start") == [
        ("month", "2024-05-01", "2", "1100000000.00"),
        ("quarter", "2024-01-01", "1", "500000000.00"),
        ("year", "2024-01-01", "1", "0.00"),
    ]
    assert differences() == []


@pytest.mark.parametrize(
    ("amount", "measures"),
    [
        (dollars(10**8), {"counted": 1, "usd": 10**8}),
        (dollars(10**8, Qualifier.OVER), {"counted": 1, "floored": 1, "usd": 10**8}),
        (dollars(10**8, Qualifier.SEVERAL), {"counted": 1, "floored": 1, "usd": 10**8}),
        (dollars(10**8, Qualifier.UNDER), {}),
        (dollars(10**8, currency="XAF"), {"without_rate": 1}),
        (Sum.undisclosed(), {"undisclosed": 1}),
        (None, {"undisclosed": 1}),
    ],
    ids=["exact", "over", "several", "under", "without a rate", "undisclosed", "not told"],
)
def test_an_amount_counts_by_its_lower_bound_or_is_told_as_left_out(amount, measures):
    funded(amount=amount)
    [row] = Summand.objects.values(*MEASURES)
    zeros = dict.fromkeys(MEASURES, 0)
    assert row == zeros | {"events": 1} | measures


def test_yuan_count_at_the_rate_of_their_day():
    Rate.objects.create(currency="CNY", date="2024-05-06", usd="0.14")
    funded(amount=dollars(10**9, currency="CNY"))
    assert told("currency") == [("CNY", "1", "140000000.00")]


def test_a_lay_off_counts_its_people():
    funded(kind="layoff", headcount=120)
    funded(kind="layoff")
    assert Summand.objects.aggregate(n=Total("headcount"), of=Total("with_headcount")) == {
        "n": 120,
        "of": 1,
    }


def test_only_what_is_public_counts_from_the_moment_at_which_it_is():
    event = funded(amount=dollars(10**8), status="proposed")
    assert not Summand.objects.exists()
    editor = EditorFactory()
    event = actions.accept_event(event, by=editor)
    assert told("kind") == [("funding", "1", "100000000.00")]
    actions.retract_event(event, by=editor, reason="一场误会")
    assert told("kind") == [("funding", "0", "0.00")]
    summary.fold()
    assert not Summand.objects.exists()


def test_every_way_of_changing_events_keeps_the_sums_true():
    events = [funded(when, dollars(10**8)) for when in ("2024-05-06", "2024-06", "2025")]
    Event.objects.filter(pk__in=[event.pk for event in events[:2]]).update(
        date="2023-01-01", date_end="2023-03-31", precision="quarter"
    )
    cards.compose(event.pk for event in events)
    assert differences() == []
    Event.objects.filter(pk=events[0].pk).update(status="retracted")
    Card.objects.filter(pk=events[1].pk).update(amount_usd=5)
    assert differences() == []
    cards.compose([events[0].pk, events[1].pk])
    Event.objects.filter(pk=events[2].pk).update(certainty="denied")
    cards.compose([events[2].pk])
    Card.objects.filter(pk=events[0].pk).delete()
    assert differences() == []
    assert told("precision", "certainty", events__gt=0)[-1][:2] == ("year", "denied")


def test_a_card_that_counts_as_before_adds_nothing():
    event = funded(amount=dollars(10**8))
    before = Summand.objects.count()
    cards.compose([event.pk])
    assert Summand.objects.count() == before


def test_folding_changes_no_sum_and_leaves_one_row_of_a_kind():
    for _ in range(3):
        funded(amount=dollars(10**8))
    before = told(*KEYS)
    assert summary.fold() == 3
    assert told(*KEYS) == before
    assert Summand.objects.count() == 1
    assert summary.fold() == 0


def test_what_differs_is_found_and_mended(capsys):
    funded(amount=dollars(10**8))
    funded("2023", dollars(10**9))
    Summand.objects.filter(precision="year").delete()
    Summand.objects.create(
        kind="listing", certainty="reported", precision="month", start="2020-01-01",
        **dict.fromkeys(MEASURES, 1),
    )  # fmt: skip
    assert len(differences()) == 2
    call_command("mend_statistics")
    assert "2 sums were wrong" in capsys.readouterr().out
    assert differences() == []
    call_command("mend_statistics")
    assert "All sums were right" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_many_who_change_one_month_at_once_wait_for_nobody_and_lose_nothing():
    events = [funded(amount=dollars(10**8)) for _ in range(4)]
    inside = threading.Barrier(len(events) + 1, timeout=20)
    failed = []

    def change(event):
        try:
            with transaction.atomic():
                Card.objects.filter(pk=event.pk).update(amount_usd=10**9)
                inside.wait()  # all have changed the month, and none has committed
                summary.fold() if event is events[0] else None
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=change, args=[event]) for event in events]
    for thread in threads:
        thread.start()
    inside.wait()
    for _ in range(5):
        summary.fold()
    summary.mend()
    for thread in threads:
        thread.join()
    assert failed == []
    summary.fold()
    assert differences() == []
    assert told("kind") == [("funding", "4", "4000000000.00")]
