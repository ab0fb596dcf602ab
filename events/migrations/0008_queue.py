import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_quick_lists"),
        ("people", "0004_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueueItem",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="queue_item",
                        serialize=False,
                        to="events.article",
                    ),
                ),
                ("worth", models.FloatField(verbose_name="worth")),
                ("events", models.PositiveIntegerField()),
                ("posts", models.PositiveIntegerField()),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=11), size=None, verbose_name="kinds"
                    ),
                ),
                ("confidence", models.FloatField(null=True, verbose_name="confidence")),
                ("held_until", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "article to review",
                "verbose_name_plural": "articles to review",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="QueueTouch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article_id", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="review",
            name="deed",
            field=models.UUIDField(
                editable=False, help_text="What it changed, as the history calls it.", null=True
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="undone_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="taken back"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                models.F("by"),
                models.OrderBy(models.F("at"), descending=True),
                name="review_of_editor",
            ),
        ),
        migrations.AddField(
            model_name="queueitem",
            name="held_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="queueitem",
            index=models.Index(
                models.OrderBy(models.F("worth"), descending=True),
                models.OrderBy(models.F("article"), descending=True),
                name="queueitem_worthiest",
            ),
        ),
        migrations.AddConstraint(
            model_name="queueitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("events__gt", 0), ("posts__gt", 0), _connector="OR"),
                name="queueitem_has_something_to_decide",
            ),
        ),
    ]
