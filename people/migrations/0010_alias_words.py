import django.contrib.postgres.indexes
from django.db import migrations

import people.models.fields
from people.words import name_lexemes, vector

BATCH = 5_000
FILL = """
UPDATE people_alias a SET words = filled.words::tsvector
  FROM unnest(%s::bigint[], %s::text[]) AS filled (id, words) WHERE a.id = filled.id
"""


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(
                "SELECT id, text FROM people_alias WHERE id > %s ORDER BY id LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            words = [vector(name_lexemes(text)) for _, text in rows]
            cursor.execute(FILL, [[pk for pk, _ in rows], words])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_removed"),
    ]

    operations = [
        migrations.AddField(
            model_name="alias",
            name="words",
            field=people.models.fields.WordsField(default=frozenset, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="alias_words"),
        ),
    ]
