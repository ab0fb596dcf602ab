from django.db import migrations


class Migration(migrations.Migration):
    """The table in which attempts to sign in are counted, by all web processes together.

    Django's cache in a database, without a log of its writes: after a crash they count anew.
    """

    initial = True

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE accounts_attempt (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX accounts_attempt_expires ON accounts_attempt (expires);
            """,
            "DROP TABLE accounts_attempt",
        ),
    ]
