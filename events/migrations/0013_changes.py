import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0012_rules"),
        ("people", "0008_changes"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="tells_its_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP <> 'INSERT' AND OLD.published AND (TG_OP = 'DELETE' OR NOT NEW.published) THEN\n        PERFORM people_tell('event', OLD.event_id, CASE\n            WHEN EXISTS (SELECT FROM events_event\n                          WHERE id = OLD.event_id AND merged_into_id IS NOT NULL)\n            THEN 'merged' ELSE 'retracted' END);\n    ELSIF TG_OP = 'DELETE' OR NOT NEW.published THEN\n        RETURN NULL;\n    ELSIF TG_OP = 'INSERT' OR NOT OLD.published THEN\n        PERFORM people_tell('event', NEW.event_id, 'published');\n    ELSIF OLD.data <> NEW.data THEN\n        PERFORM people_tell('event', NEW.event_id, 'updated');\n    END IF;\n    RETURN NULL;\n",
                    hash="a60428b384b5bc841e0f8463ff21abce12037dfd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_tells_its_changes_21a5d",
                    table="events_card",
                    when="AFTER",
                ),
            ),
        ),
    ]
