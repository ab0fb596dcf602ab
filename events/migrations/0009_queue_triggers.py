from django.db import migrations

TOUCHES = """
CREATE FUNCTION events_queue_by_new_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT p.article_id
      FROM changed c
      JOIN events_event e ON e.id = c.event_id AND e.status = 'proposed'
      JOIN events_evidence p ON p.event_id = e.id
     UNION
    SELECT c.article_id
      FROM changed c
      JOIN people_affiliation f ON f.id = c.affiliation_id AND f.status = 'proposed';
    RETURN NULL;
END $$;

CREATE FUNCTION events_queue_by_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT article_id FROM changed
     UNION
    SELECT p.article_id
      FROM changed c
      JOIN events_event e ON e.id = c.event_id AND e.status = 'proposed'
      JOIN events_evidence p ON p.event_id = e.id;
    RETURN NULL;
END $$;

CREATE FUNCTION events_queue_by_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT DISTINCT p.article_id
      FROM changed c
      JOIN was w USING (id)
      JOIN events_evidence p ON p.event_id = c.id
     WHERE 'proposed' IN (c.status, w.status)
       AND (c.status, c.merged_into_id, c.amount_low, c.amount_high, c.amount_currency)
           IS DISTINCT FROM
           (w.status, w.merged_into_id, w.amount_low, w.amount_high, w.amount_currency);
    RETURN NULL;
END $$;

CREATE FUNCTION events_queue_by_affiliation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT DISTINCT p.article_id
      FROM changed c
      JOIN was w USING (id)
      JOIN events_evidence p ON p.affiliation_id = c.id
     WHERE c.status <> w.status AND 'proposed' IN (c.status, w.status);
    RETURN NULL;
END $$;

CREATE FUNCTION events_queue_by_participation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT DISTINCT p.article_id
      FROM changed c
      JOIN events_event e ON e.id = c.event_id AND e.status = 'proposed'
      JOIN events_evidence p ON p.event_id = e.id;
    RETURN NULL;
END $$;

CREATE FUNCTION events_queue_by_entity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_queuetouch (article_id)
    SELECT DISTINCT p.article_id
      FROM changed c
      JOIN was w USING (id)
      JOIN events_participation q ON q.survivor_id = c.id
      JOIN events_event e ON e.id = q.event_id AND e.status = 'proposed'
      JOIN events_evidence p ON p.event_id = e.id
     WHERE (c.status = 'published') <> (w.status = 'published');
    RETURN NULL;
END $$;

CREATE TRIGGER queue_new_evidence AFTER INSERT ON events_evidence
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_new_evidence();
CREATE TRIGGER queue_changed_evidence AFTER UPDATE ON events_evidence
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_evidence();
CREATE TRIGGER queue_deleted_evidence AFTER DELETE ON events_evidence
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_evidence();
CREATE TRIGGER queue_event AFTER UPDATE ON events_event
    REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_event();
CREATE TRIGGER queue_affiliation AFTER UPDATE ON people_affiliation
    REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_affiliation();
CREATE TRIGGER queue_new_participation AFTER INSERT ON events_participation
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_participation();
CREATE TRIGGER queue_deleted_participation AFTER DELETE ON events_participation
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_participation();
CREATE TRIGGER queue_entity AFTER UPDATE ON people_entity
    REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION events_queue_by_entity();

INSERT INTO events_queuetouch (article_id)
SELECT p.article_id FROM events_evidence p JOIN events_event e ON e.id = p.event_id
 WHERE e.status = 'proposed'
 UNION
SELECT p.article_id FROM events_evidence p JOIN people_affiliation f ON f.id = p.affiliation_id
 WHERE f.status = 'proposed';
"""

TOUCHES_NOTHING = """
DROP TRIGGER queue_new_evidence ON events_evidence;
DROP TRIGGER queue_changed_evidence ON events_evidence;
DROP TRIGGER queue_deleted_evidence ON events_evidence;
DROP TRIGGER queue_event ON events_event;
DROP TRIGGER queue_affiliation ON people_affiliation;
DROP TRIGGER queue_new_participation ON events_participation;
DROP TRIGGER queue_deleted_participation ON events_participation;
DROP TRIGGER queue_entity ON people_entity;
DROP FUNCTION events_queue_by_new_evidence;
DROP FUNCTION events_queue_by_evidence;
DROP FUNCTION events_queue_by_event;
DROP FUNCTION events_queue_by_affiliation;
DROP FUNCTION events_queue_by_participation;
DROP FUNCTION events_queue_by_entity;
"""


class Migration(migrations.Migration):
    """Whoever changes a fact, its articles are noted for the queue: see events/queue.py."""

    dependencies = [("events", "0008_queue"), ("people", "0003_invariants")]

    operations = [migrations.RunSQL(TOUCHES, TOUCHES_NOTHING)]
