from django.db import migrations


class Migration(migrations.Migration):
    """The table in which drawn pictures are kept, for all web processes together.

    Django's cache in a database, without a log of its writes: after a crash they are drawn anew.
    """

    dependencies = [("events", "0022_webhooks")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE events_picture (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX events_picture_expires ON events_picture (expires);
            """,
            "DROP TABLE events_picture",
        ),
    ]
