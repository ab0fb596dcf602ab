from django.db import migrations, models

import people.models.fields

WHAT_A_CARD_COUNTS_FOR = """
CREATE FUNCTION events_summand_of(data jsonb, date date, amount_usd numeric, sign integer)
RETURNS TABLE (
    kind text, certainty text, "precision" text, start date,
    currency text, round text, change text, licence text,
    events integer, counted integer, floored integer, undisclosed integer, without_rate integer,
    usd numeric, with_headcount integer, headcount bigint
) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT data ->> 'kind', data ->> 'certainty',
           CASE data #>> '{date,precision}' WHEN 'day' THEN 'month'
                ELSE data #>> '{date,precision}' END,
           date_trunc('month', date::timestamp)::date,
           coalesce(data #>> '{amount,currency}', ''), coalesce(data ->> 'round', ''),
           coalesce(data ->> 'change', ''), coalesce(data ->> 'licence', ''),
           sign,
           sign * (data #>> '{amount,usd,low}' IS NOT NULL)::integer,
           sign * (data #>> '{amount,usd,low}' IS NOT NULL AND data #>> '{amount,usd,low}'
                   IS DISTINCT FROM data #>> '{amount,usd,high}')::integer,
           sign * (coalesce(data #>> '{amount,low}', data #>> '{amount,high}') IS NULL)::integer,
           sign * (coalesce(data #>> '{amount,low}', data #>> '{amount,high}') IS NOT NULL
                   AND amount_usd IS NULL)::integer,
           CASE WHEN data #>> '{amount,usd,low}' IS NULL THEN 0 ELSE sign * amount_usd END,
           sign * (data ->> 'headcount' IS NOT NULL)::integer,
           sign * coalesce((data ->> 'headcount')::bigint, 0)
$$;
"""

KEYS = "kind, certainty, precision, start, currency, round, change, licence"
MEASURES = (
    "events", "counted", "floored", "undisclosed", "without_rate", "usd", "with_headcount",
    "headcount",
)  # fmt: skip


def _added(signed_cards: str) -> str:
    """The statement that adds what these cards count for, where it comes to something."""
    sums = ", ".join(f"sum({measure})" for measure in MEASURES)
    something = " OR ".join(f"sum({measure}) <> 0" for measure in MEASURES)
    return f"""
    INSERT INTO events_summand ({KEYS}, {", ".join(MEASURES)})
    SELECT {KEYS}, {sums} FROM ({signed_cards}) AS told GROUP BY {KEYS} HAVING {something};
    """  # noqa: S608 - the names are ours


NEW = (
    "SELECT s.* FROM changed c"
    " CROSS JOIN LATERAL events_summand_of(c.data, c.date, c.amount_usd, 1) s WHERE c.published"
)
OLD = (
    "SELECT s.* FROM was c"
    " CROSS JOIN LATERAL events_summand_of(c.data, c.date, c.amount_usd, -1) s WHERE c.published"
)

TRIGGERS = f"""
CREATE FUNCTION events_sum_new_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {_added(NEW)} RETURN NULL; END $$;

CREATE FUNCTION events_sum_changed_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {_added(f"{OLD} UNION ALL {NEW}")} RETURN NULL; END $$;

CREATE FUNCTION events_sum_deleted_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {_added(OLD)} RETURN NULL; END $$;

CREATE TRIGGER sum_new_cards AFTER INSERT ON events_card
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_sum_new_cards();
CREATE TRIGGER sum_changed_cards AFTER UPDATE ON events_card
    REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_sum_changed_cards();
CREATE TRIGGER sum_deleted_cards AFTER DELETE ON events_card
    REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION events_sum_deleted_cards();

{
    _added(
        "SELECT s.* FROM events_card c CROSS JOIN LATERAL"
        " events_summand_of(c.data, c.date, c.amount_usd, 1) s WHERE c.published"
    )
}
"""  # noqa: S608

NO_TRIGGERS = """
DROP TRIGGER sum_new_cards ON events_card;
DROP TRIGGER sum_changed_cards ON events_card;
DROP TRIGGER sum_deleted_cards ON events_card;
DROP FUNCTION events_sum_new_cards;
DROP FUNCTION events_sum_changed_cards;
DROP FUNCTION events_sum_deleted_cards;
"""


class Migration(migrations.Migration):
    """The summary of statistics, true with every change of a card: see events/statistics."""

    dependencies = [("events", "0020_review_split")]

    operations = [
        migrations.CreateModel(
            name="Summand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("funding", "Funding"),
                            ("career", "Move"),
                            ("release", "Release"),
                            ("acquisition", "Acquisition"),
                            ("stake_sale", "Share sale"),
                            ("listing", "Listing"),
                            ("layoff", "Lay-off"),
                            ("partnership", "Partnership"),
                            ("founding", "Founding"),
                            ("closure", "Closure"),
                            ("statement", "Statement"),
                            ("statistic", "Figure"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("reported", "Reported"),
                            ("rumoured", "Rumoured"),
                            ("planned", "Planned"),
                            ("denied", "Denied"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "precision",
                    people.models.fields.PrecisionField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("half", "half-year"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        max_length=7,
                    ),
                ),
                ("start", models.DateField()),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("round", models.CharField(blank=True, max_length=20)),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "left"),
                            ("joined", "joined"),
                            ("founded", "founded"),
                            ("appointed", "appointed"),
                            ("released", "released"),
                            ("open_sourced", "open-sourced"),
                            ("licence_changed", "licence changed"),
                        ],
                        max_length=15,
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=80)),
                ("events", models.IntegerField()),
                (
                    "counted",
                    models.IntegerField(
                        help_text="Events of which at least a sum in US dollars is known"
                    ),
                ),
                (
                    "floored",
                    models.IntegerField(help_text="Those of the counted that may have been more"),
                ),
                ("undisclosed", models.IntegerField(help_text="Events of which no amount is told")),
                (
                    "without_rate",
                    models.IntegerField(help_text="Events whose amount has no reference rate"),
                ),
                ("usd", models.DecimalField(decimal_places=2, max_digits=26)),
                ("with_headcount", models.IntegerField()),
                ("headcount", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "start"], name="summand_of_kind")],
            },
        ),
        migrations.RunSQL(
            WHAT_A_CARD_COUNTS_FOR,
            "DROP FUNCTION events_summand_of(jsonb, date, numeric, integer)",
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
