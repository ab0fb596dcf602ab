import datetime as dt

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.utils import timezone

CARDS_FOLLOW = """
UPDATE events_card c SET date = e.date, published = e.published
  FROM events_event e WHERE e.id = c.event_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE events_card
    ADD CONSTRAINT card_follows_its_event
    FOREIGN KEY (event_id, date, published) REFERENCES events_event (id, date, published)
    ON UPDATE CASCADE ON DELETE CASCADE;
"""
CARDS_STAND_ALONE = "ALTER TABLE events_card DROP CONSTRAINT card_follows_its_event;"


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_invariants"),
    ]

    operations = [
        migrations.AddField(
            model_name="card",
            name="changed_at",
            field=models.DateTimeField(default=timezone.now, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="card",
            name="date",
            field=models.DateField(default=dt.date(2026, 1, 1), editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="card",
            name="published",
            field=models.BooleanField(default=False, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="card",
            name="published_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                models.OrderBy(models.F("changed_at"), descending=True),
                models.OrderBy(models.F("event"), descending=True),
                condition=models.Q(("published", True)),
                name="card_last_changed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="stands_beside_its_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    SELECT date, published INTO NEW.date, NEW.published\n      FROM events_event WHERE id = NEW.event_id;\n    NEW.changed_at = COALESCE(NEW.changed_at, clock_timestamp());\n    IF NEW.published THEN\n        NEW.published_at = COALESCE(NEW.published_at, clock_timestamp());\n    END IF;\n    RETURN NEW;\n",
                    hash="69c93a34f612a07ff9326cd3a7b402ff3236d982",
                    operation="INSERT",
                    pgid="pgtrigger_stands_beside_its_event_87c2d",
                    table="events_card",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="knows_when_it_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.published AND NOT OLD.published THEN\n        NEW.published_at = COALESCE(OLD.published_at, clock_timestamp());\n        NEW.changed_at = clock_timestamp();\n    ELSIF NEW.data - ARRAY['articles', 'origins'] <> OLD.data - ARRAY['articles', 'origins'] THEN\n        NEW.changed_at = clock_timestamp();\n    END IF;\n    RETURN NEW;\n",
                    hash="0bf519209f16512ae63ef33c9babf0620fb650b2",
                    operation="UPDATE",
                    pgid="pgtrigger_knows_when_it_changed_a322d",
                    table="events_card",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(CARDS_FOLLOW, CARDS_STAND_ALONE),
    ]
