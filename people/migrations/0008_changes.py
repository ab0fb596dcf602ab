import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

TELL = """
CREATE FUNCTION people_tell(subject text, subject_id bigint, what text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO people_change (transaction, subject, subject_id, what, at)
    VALUES (
        pg_current_xact_id()::text::bigint, subject, subject_id,
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
CREATE FUNCTION people_tell_around(entity bigint, former bigint) RETURNS void
LANGUAGE sql AS $$
    WITH own AS (
        SELECT id, survivor_id FROM people_entity
         WHERE id = entity
            OR survivor_id = (SELECT survivor_id FROM people_entity WHERE id = entity)
    )
    SELECT people_tell(kind, id, 'updated') FROM people_entity
     WHERE (id = former OR id IN (SELECT survivor_id FROM own)) AND id <> entity AND status = 'published'
    UNION ALL
    SELECT people_tell('affiliation', id, 'updated') FROM people_affiliation
     WHERE (person_id IN (SELECT id FROM own) OR company_id IN (SELECT id FROM own))
       AND status = 'published'
    UNION ALL
    SELECT people_tell('model', id, 'updated') FROM people_entity
     WHERE (developer_id IN (SELECT id FROM own) OR family_id IN (SELECT id FROM own))
       AND status = 'published'
$$;
"""
UNTELL = """
DROP FUNCTION people_tell_around(bigint, bigint);
DROP FUNCTION people_tell(text, bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_submissions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("event", "Event"),
                            ("person", "Person"),
                            ("company", "Company"),
                            ("model", "Model"),
                            ("affiliation", "Affiliation"),
                        ],
                        max_length=11,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("updated", "Updated"),
                            ("corrected", "Corrected"),
                            ("retracted", "Retracted"),
                            ("merged", "Merged"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affiliation",
            trigger=pgtrigger.compiler.Trigger(
                name="tells_its_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP <> 'INSERT' AND OLD.status = 'published'\n       AND (TG_OP = 'DELETE' OR NEW.status <> 'published') THEN\n        PERFORM people_tell('affiliation', OLD.id, 'retracted');\n    ELSIF TG_OP = 'DELETE' OR NEW.status <> 'published' THEN\n        RETURN NULL;\n    ELSIF TG_OP = 'INSERT' OR OLD.status <> 'published' THEN\n        PERFORM people_tell('affiliation', NEW.id, 'published');\n    ELSIF (OLD.person_id, OLD.company_id, OLD.title, OLD.former, OLD.started_on, OLD.started_end, OLD.started_precision, OLD.ended_on, OLD.ended_end, OLD.ended_precision) IS DISTINCT FROM (NEW.person_id, NEW.company_id, NEW.title, NEW.former, NEW.started_on, NEW.started_end, NEW.started_precision, NEW.ended_on, NEW.ended_end, NEW.ended_precision) THEN\n        PERFORM people_tell('affiliation', NEW.id, 'updated');\n    END IF;\n    RETURN NULL;\n    ",
                    hash="644e091867b6fbecb777a969d0513607b63b562d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_tells_its_changes_05520",
                    table="people_affiliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="tells_its_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND OLD.text = NEW.text AND OLD.entity_id = NEW.entity_id THEN\n        RETURN NULL;\n    END IF;\n    PERFORM people_tell(s.kind, s.id, 'updated')\n       FROM people_entity e JOIN people_entity s ON s.id = e.survivor_id\n      WHERE e.id = COALESCE(NEW.entity_id, OLD.entity_id) AND s.status = 'published';\n    RETURN NULL;\n    ",
                    hash="dc6b5f6a10a333f507a57222b86fdeee5abfb691",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_tells_its_changes_93e6b",
                    table="people_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entity",
            trigger=pgtrigger.compiler.Trigger(
                name="tells_its_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.status = 'published' THEN\n            PERFORM people_tell(NEW.kind, NEW.id, 'published');\n        END IF;\n        RETURN NULL;\n    END IF;\n    IF OLD.status = 'published' AND (TG_OP = 'DELETE' OR NEW.status <> 'published') THEN\n        PERFORM people_tell(OLD.kind, OLD.id, 'retracted');\n    ELSIF TG_OP = 'DELETE' OR NEW.status <> 'published' THEN\n        RETURN NULL;\n    ELSIF OLD.status <> 'published' OR (OLD.survivor_id <> NEW.survivor_id\n                                        AND NEW.merged_into_id IS NULL) THEN\n        PERFORM people_tell(NEW.kind, NEW.id, 'published');\n    ELSIF OLD.survivor_id <> NEW.survivor_id THEN\n        PERFORM people_tell(NEW.kind, NEW.id, 'merged');\n    ELSIF (OLD.name_en, OLD.name_zh, OLD.description_en, OLD.description_zh, OLD.country, OLD.website, OLD.wikidata_id, OLD.type, OLD.developer_id, OLD.family_id, OLD.parameters, OLD.licence, OLD.open_weights) IS DISTINCT FROM (NEW.name_en, NEW.name_zh, NEW.description_en, NEW.description_zh, NEW.country, NEW.website, NEW.wikidata_id, NEW.type, NEW.developer_id, NEW.family_id, NEW.parameters, NEW.licence, NEW.open_weights) THEN\n        PERFORM people_tell(NEW.kind, NEW.id, 'updated');\n    ELSE\n        RETURN NULL;\n    END IF;\n    PERFORM people_tell_around(OLD.id, OLD.survivor_id);\n    RETURN NULL;\n    ",
                    hash="f8112479627e8a2c57191e7041bece92ebaf1739",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_tells_its_changes_8290b",
                    table="people_entity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["transaction", "id"], name="change_in_order"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(
                fields=("transaction", "subject", "subject_id"), name="change_once_a_transaction"
            ),
        ),
        migrations.RunSQL(TELL, UNTELL),
    ]
