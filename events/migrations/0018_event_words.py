import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import people.models.fields
from people.words import lexemes, vector

BATCH = 2_000
SHOWN = """
SELECT e.id, e.kind, CASE WHEN e.precision <> 'unknown' THEN date_part('year', e.date)::int END,
       ARRAY(SELECT p.survivor_id FROM events_participation p WHERE p.event_id = e.id),
       ARRAY(SELECT unnest(ARRAY[s.name_en, s.name_zh])
               FROM events_participation p JOIN people_entity s ON s.id = p.survivor_id
              WHERE p.event_id = e.id)
       || ARRAY(SELECT v.quote FROM events_evidence v WHERE v.event_id = e.id)
  FROM events_event e WHERE e.id > %s ORDER BY e.id LIMIT %s
"""
FILL = """
INSERT INTO events_eventwords (event_id, lexemes)
SELECT id, lexemes::tsvector FROM unnest(%s::bigint[], %s::text[]) AS filled (id, lexemes)
"""
# The planner walks the newest events for a common word and asks the index for a rare one.
COMMON = "ALTER TABLE events_eventwords ALTER COLUMN lexemes SET STATISTICS 1000"


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(SHOWN, [last, BATCH])
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            cursor.execute(FILL, [[row[0] for row in rows], [vector(_found(*row)) for row in rows]])


def _found(pk, kind, year, survivors, texts):
    marks = {f"%{kind}", *(f"@{survivor}" for survivor in survivors)}
    if pk % 64 == 0:
        marks.add("#")
    if year:
        marks.add(str(year))
    return marks.union(*map(lexemes, texts))


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0017_waiting_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventWords",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("lexemes", people.models.fields.WordsField()),
            ],
        ),
        migrations.RunSQL(COMMON, migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="eventwords",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["lexemes"], gin_pending_list_limit=1024, name="event_words"
            ),
        ),
    ]
