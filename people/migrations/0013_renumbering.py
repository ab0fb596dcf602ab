from django.db import migrations, models

SHIFT = """
CREATE FUNCTION people_shift() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT shift FROM people_renumbering ORDER BY id DESC LIMIT 1), 0)
$$;
"""
UNSHIFT = "DROP FUNCTION people_shift();"
TELL = """
CREATE OR REPLACE FUNCTION people_tell(subject text, subject_id bigint, what text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO people_change (transaction, subject, subject_id, what, at)
    VALUES (
        pg_current_xact_id()::text::bigint{shift}, subject, subject_id,
        CASE WHEN what = 'updated'
              AND nullif(current_setting('pghistory.context_metadata', true), '')::jsonb
                  ->> 'action' IN ('correct', 'restore')
             THEN 'corrected' ELSE what END,
        clock_timestamp()
    )
    ON CONFLICT (transaction, subject, subject_id) DO UPDATE
    SET what = CASE WHEN EXCLUDED.what IN ('updated', 'corrected')
                     AND people_change.what = 'published'
                    THEN people_change.what ELSE EXCLUDED.what END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_proposers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Renumbering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "last",
                    models.BigIntegerField(
                        help_text="The last number of a change that was restored."
                    ),
                ),
                (
                    "first",
                    models.BigIntegerField(help_text="The number at which they go on."),
                ),
                (
                    "shift",
                    models.BigIntegerField(help_text="What is added to the numbers of the server."),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__gt", models.F("last"))),
                        name="renumbering_goes_on_above",
                    )
                ],
            },
        ),
        migrations.RunSQL(SHIFT, UNSHIFT),
        migrations.RunSQL(TELL.format(shift=" + people_shift()"), TELL.format(shift="")),
    ]
