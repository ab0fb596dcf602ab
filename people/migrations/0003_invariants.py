from django.db import migrations

KINDS_ARE_KEPT = """
ALTER TABLE people_entity
    ADD CONSTRAINT entity_merges_within_its_kind
    FOREIGN KEY (merged_into_id, kind) REFERENCES people_entity (id, kind);
ALTER TABLE people_affiliation
    ADD COLUMN person_kind varchar(7) GENERATED ALWAYS AS ('person') STORED,
    ADD COLUMN company_kind varchar(7) GENERATED ALWAYS AS ('company') STORED;
ALTER TABLE people_affiliation
    ADD CONSTRAINT affiliation_of_a_person
    FOREIGN KEY (person_id, person_kind) REFERENCES people_entity (id, kind),
    ADD CONSTRAINT affiliation_at_a_company
    FOREIGN KEY (company_id, company_kind) REFERENCES people_entity (id, kind);
"""

KINDS_ARE_FORGOTTEN = """
ALTER TABLE people_affiliation
    DROP CONSTRAINT affiliation_of_a_person,
    DROP CONSTRAINT affiliation_at_a_company,
    DROP COLUMN person_kind,
    DROP COLUMN company_kind;
ALTER TABLE people_entity DROP CONSTRAINT entity_merges_within_its_kind;
"""


class Migration(migrations.Migration):
    """Foreign keys over two columns, which Django does not express: kinds never mix."""

    dependencies = [("people", "0002_initial")]

    operations = [migrations.RunSQL(KINDS_ARE_KEPT, KINDS_ARE_FORGOTTEN)]
