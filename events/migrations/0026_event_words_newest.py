import datetime as dt

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

WORDS_FOLLOW = """
UPDATE events_eventwords w SET date = e.date, published = e.published
  FROM events_event e WHERE e.id = w.event_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE events_eventwords
    ADD CONSTRAINT words_follow_their_event
    FOREIGN KEY (event_id, date, published) REFERENCES events_event (id, date, published)
    ON UPDATE CASCADE ON DELETE CASCADE;
"""
WORDS_STAND_ALONE = "ALTER TABLE events_eventwords DROP CONSTRAINT words_follow_their_event;"


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0025_proposers"),
    ]

    operations = [
        migrations.AddField(
            model_name="eventwords",
            name="date",
            field=models.DateField(default=dt.date(2026, 1, 1), editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="eventwords",
            name="published",
            field=models.BooleanField(default=False, editable=False),
            preserve_default=False,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventwords",
            trigger=pgtrigger.compiler.Trigger(
                name="stands_beside_its_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    SELECT date, published INTO NEW.date, NEW.published\n      FROM events_event WHERE id = NEW.event_id;\n    RETURN NEW;\n",
                    hash="a28839dcbd7a17ca14267e3a0a0c808bfff8a8c8",
                    operation="INSERT",
                    pgid="pgtrigger_stands_beside_its_event_4e807",
                    table="events_eventwords",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(WORDS_FOLLOW, WORDS_STAND_ALONE),
        migrations.AddIndex(
            model_name="eventwords",
            index=models.Index(
                models.OrderBy(models.F("date"), descending=True),
                models.OrderBy(models.F("event"), descending=True),
                condition=models.Q(("published", True)),
                name="event_words_newest",
            ),
        ),
    ]
