from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """The host follows from the address, so PostgreSQL writes it."""

    dependencies = [
        ("events", "0006_identity"),
    ]

    operations = [
        migrations.RemoveField(model_name="article", name="host"),
        migrations.AddField(
            model_name="article",
            name="host",
            field=models.GeneratedField(
                db_persist=True,
                expression=Coalesce(
                    models.Func(
                        models.F("address"),
                        models.Value("^https?://([^/?#]+)"),
                        function="SUBSTRING",
                        output_field=models.TextField(),
                    ),
                    models.Value(""),
                    output_field=models.TextField(),
                ),
                help_text="Whose server it is fetched from; nothing for a file.",
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["host", "id"],
                name="article_to_fetch",
            ),
        ),
    ]
