from django.db import migrations

PARTICIPATIONS_FOLLOW = """
ALTER TABLE events_event
    ADD COLUMN published boolean
    GENERATED ALWAYS AS (status = 'published' AND merged_into_id IS NULL) STORED;
ALTER TABLE events_event
    ADD CONSTRAINT event_with_date_and_publication UNIQUE (id, date, published);
ALTER TABLE events_participation
    ADD CONSTRAINT participation_follows_its_entity
    FOREIGN KEY (entity_id, survivor_id) REFERENCES people_entity (id, survivor_id)
    ON UPDATE CASCADE,
    ADD CONSTRAINT participation_follows_its_event
    FOREIGN KEY (event_id, date, published) REFERENCES events_event (id, date, published)
    ON UPDATE CASCADE ON DELETE CASCADE;
"""

PARTICIPATIONS_STAND_ALONE = """
ALTER TABLE events_participation
    DROP CONSTRAINT participation_follows_its_entity,
    DROP CONSTRAINT participation_follows_its_event;
ALTER TABLE events_event
    DROP CONSTRAINT event_with_date_and_publication,
    DROP COLUMN published;
"""


class Migration(migrations.Migration):
    """PostgreSQL keeps what stands beside a participation true; see Participation."""

    dependencies = [("events", "0002_initial"), ("people", "0003_invariants")]

    operations = [migrations.RunSQL(PARTICIPATIONS_FOLLOW, PARTICIPATIONS_STAND_ALONE)]
