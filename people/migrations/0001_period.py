from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

IS_PERIOD = """
CREATE FUNCTION tideline_is_period(first_day date, last_day date, period text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN first_day IS NULL THEN last_day IS NULL AND period = ''
        WHEN last_day IS NULL THEN FALSE
        WHEN period IN ('day', 'unknown') THEN last_day = first_day
        WHEN period = 'month' THEN first_day = date_trunc('month', first_day::timestamp)
            AND last_day = first_day + interval '1 month -1 day'
        WHEN period = 'quarter' THEN first_day = date_trunc('quarter', first_day::timestamp)
            AND last_day = first_day + interval '3 months -1 day'
        WHEN period = 'half' THEN first_day = date_trunc('quarter', first_day::timestamp)
            AND extract(month FROM first_day) IN (1, 7)
            AND last_day = first_day + interval '6 months -1 day'
        WHEN period = 'year' THEN first_day = date_trunc('year', first_day::timestamp)
            AND last_day = first_day + interval '1 year -1 day'
        ELSE FALSE
    END
$$
"""


class Migration(migrations.Migration):
    """What the constraints and indexes of the first tables need."""

    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.RunSQL(IS_PERIOD, "DROP FUNCTION tideline_is_period(date, date, text)"),
    ]
