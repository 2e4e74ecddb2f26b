"""PostgreSQL refuses a loop of parents, also when two people make half of it each."""

from django.db import migrations

GUARD = """
CREATE FUNCTION actors_refuse_parent_loop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- An actor that is its own parent is refused by the constraint, with its own sentence.
    IF NEW.parent_id IS NULL OR NEW.parent_id = NEW.id THEN
        RETURN NEW;
    END IF;
    -- One at a time: what is asked below then sees what the other has written.
    PERFORM pg_advisory_xact_lock(hashtext('actors_actor.parent'));
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT id, parent_id FROM actors_actor WHERE id = NEW.parent_id
            UNION
            SELECT a.id, a.parent_id FROM actors_actor a JOIN above ON a.id = above.parent_id
        )
        SELECT 1 FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Aktören ingår redan i den här, direkt eller genom en annan. Välj en annan.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER parent_loop BEFORE INSERT OR UPDATE OF parent_id ON actors_actor
    FOR EACH ROW EXECUTE FUNCTION actors_refuse_parent_loop();
"""
UNDO = """
DROP TRIGGER parent_loop ON actors_actor;
DROP FUNCTION actors_refuse_parent_loop();
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0004_group_dates")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
