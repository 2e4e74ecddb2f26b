"""What can be searched for, kept by triggers: initiatives/models/search.py says what it holds."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Lower case by the Swedish rules, whatever the database was created with.
READ = """
CREATE FUNCTION initiatives_lower(txt text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lower(txt COLLATE "sv-x-icu")
$$;
CREATE FUNCTION initiatives_vector(txt text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('swedish'::regconfig, txt) || to_tsvector('simple'::regconfig, txt)
$$;
-- Each word once, as it is and without dots, for misspellings; very short ones resemble everything.
CREATE FUNCTION initiatives_words(txt text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(left(string_agg(DISTINCT form, ' '), 20000), '')
    FROM regexp_split_to_table(txt COLLATE "sv-x-icu", '[^[:alnum:]]+') word,
        unnest(ARRAY[word, translate(word, 'åäöéü', 'aaoeu')]) form
    WHERE length(word) BETWEEN 3 AND 40
$$;
CREATE FUNCTION initiatives_text_found(txt text, asked tsquery[], spelt text[]) RETURNS boolean
LANGUAGE plpgsql STABLE COST 100 AS $$
DECLARE
    lowered text := initiatives_lower(left(txt, 100000));
    vector tsvector := initiatives_vector(lowered);
    words text := initiatives_words(lowered);
BEGIN
    FOR i IN 1 .. cardinality(asked) LOOP
        IF NOT (vector @@ asked[i] OR (spelt[i] <> '' AND spelt[i] <% words)) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;
-- An activity's own words; the names of methods and actors; what was logged, the latest first.
CREATE FUNCTION initiatives_activity_text(
    number bigint, OUT head text, OUT names text, OUT log text
) LANGUAGE sql STABLE COST 100 AS $$
    SELECT
        concat_ws(' ', activity.title, activity.need, activity.place) COLLATE "sv-x-icu",
        concat_ws(' ',
            (SELECT string_agg(concat_ws(' ', actor.name, actor.short_name, (
                SELECT string_agg(name, ' ') FROM actors_alias WHERE actor_id = actor.id
            )), ' ') FROM actors_actor actor WHERE actor.id = activity.lead_id OR actor.id IN (
                SELECT actor_id FROM initiatives_activity_partners WHERE activity_id = number
            )),
            (SELECT string_agg(concat_ws(' ', name, array_to_string(aliases, ' ')), ' ')
            FROM initiatives_method method
            JOIN initiatives_activity_methods link ON link.method_id = method.id
            WHERE link.activity_id = number)
        ) COLLATE "sv-x-icu",
        left((
            SELECT string_agg(concat_ws(' ', text, result, next_step), ' ' ORDER BY "on" DESC)
            FROM initiatives_logentry WHERE activity_id = number AND removed_at IS NULL
        ), 100000) COLLATE "sv-x-icu"
    FROM initiatives_activity activity WHERE activity.id = number
$$;
"""
UNREAD = """
DROP FUNCTION initiatives_activity_text(bigint);
DROP FUNCTION initiatives_text_found(text, tsquery[], text[]);
DROP FUNCTION initiatives_words(text);
DROP FUNCTION initiatives_vector(text);
DROP FUNCTION initiatives_lower(text);
"""

# What is open is let through by the fence whoever asks, so whoever changes something indexes it
# whole; and what one does not see is not open, so it leaves the table. The lock makes two who
# change the same activity wait for each other.
KEEP = """
CREATE FUNCTION initiatives_index(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM initiatives_activity WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM initiatives_activitysearch found WHERE activity_id = ANY (ids) AND NOT EXISTS (
        SELECT 1 FROM initiatives_activity activity WHERE activity.id = found.activity_id
        AND published_at IS NOT NULL AND removed_at IS NULL AND NOT is_sensitive
        AND visibility IN ('PUBLIC', 'COUNTY')
    );
    INSERT INTO initiatives_activitysearch (activity_id, vector, words)
    SELECT id,
        setweight(initiatives_vector(head), 'A') || setweight(initiatives_vector(names), 'B')
            || initiatives_vector(log),
        initiatives_words(concat_ws(' ', head, names, log))
    FROM (
        SELECT activity.id, initiatives_lower(told.head) AS head,
            initiatives_lower(told.names) AS names, initiatives_lower(coalesce(told.log, '')) AS log
        FROM initiatives_activity activity, initiatives_activity_text(activity.id) told
        WHERE activity.id = ANY (ids)
        AND published_at IS NOT NULL AND removed_at IS NULL AND NOT is_sensitive
        AND visibility IN ('PUBLIC', 'COUNTY')
    ) lowered
    ON CONFLICT (activity_id) DO UPDATE SET vector = excluded.vector, words = excluded.words;
END $$;
CREATE FUNCTION initiatives_index_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM changed', TG_ARGV[0]) INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM initiatives_index(ids);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_index_activity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    -- Not when only what the log adds up to has changed.
    SELECT array_agg(changed.id) INTO ids FROM changed JOIN before ON before.id = changed.id
    WHERE (changed.title, changed.need, changed.place, changed.lead_id, changed.visibility,
        changed.is_sensitive, changed.published_at, changed.removed_at)
        IS DISTINCT FROM (before.title, before.need, before.place, before.lead_id,
        before.visibility, before.is_sensitive, before.published_at, before.removed_at);
    IF ids IS NOT NULL THEN
        PERFORM initiatives_index(ids);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_index_actor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    number := to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0];
    PERFORM initiatives_index(array_agg(activity.id)) FROM initiatives_activity activity
    WHERE lead_id = number OR EXISTS (
        SELECT 1 FROM initiatives_activity_partners partner
        WHERE partner.activity_id = activity.id AND partner.actor_id = number
    );
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_index_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM initiatives_index(array_agg(activity_id)) FROM initiatives_activity_methods
    WHERE method_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER search_insert AFTER INSERT ON initiatives_activity
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_changed('id');
CREATE TRIGGER search_update AFTER UPDATE ON initiatives_activity
    REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_activity();
CREATE TRIGGER search_name AFTER UPDATE OF name, short_name ON actors_actor FOR EACH ROW
    WHEN ((OLD.name, OLD.short_name) IS DISTINCT FROM (NEW.name, NEW.short_name))
    EXECUTE FUNCTION initiatives_index_actor('id');
CREATE TRIGGER search_name AFTER INSERT OR UPDATE OR DELETE ON actors_alias
    FOR EACH ROW EXECUTE FUNCTION initiatives_index_actor('actor_id');
CREATE TRIGGER search_name AFTER UPDATE OF name, aliases ON initiatives_method FOR EACH ROW
    WHEN ((OLD.name, OLD.aliases) IS DISTINCT FROM (NEW.name, NEW.aliases))
    EXECUTE FUNCTION initiatives_index_method();
"""
PARTS = ["logentry", "activity_partners", "activity_methods"]
PART = """
CREATE TRIGGER search_insert AFTER INSERT ON initiatives_{0} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_changed('activity_id');
CREATE TRIGGER search_update AFTER UPDATE ON initiatives_{0} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_changed('activity_id');
CREATE TRIGGER search_move AFTER UPDATE ON initiatives_{0} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_changed('activity_id');
CREATE TRIGGER search_delete AFTER DELETE ON initiatives_{0} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_index_changed('activity_id');
"""
UNPART = """
DROP TRIGGER search_delete ON initiatives_{0};
DROP TRIGGER search_move ON initiatives_{0};
DROP TRIGGER search_update ON initiatives_{0};
DROP TRIGGER search_insert ON initiatives_{0};
"""
UNKEEP = """
DROP TRIGGER search_name ON initiatives_method;
DROP TRIGGER search_name ON actors_alias;
DROP TRIGGER search_name ON actors_actor;
DROP TRIGGER search_update ON initiatives_activity;
DROP TRIGGER search_insert ON initiatives_activity;
DROP FUNCTION initiatives_index_method();
DROP FUNCTION initiatives_index_actor();
DROP FUNCTION initiatives_index_activity();
DROP FUNCTION initiatives_index_changed();
DROP FUNCTION initiatives_index(bigint[]);
"""
FILL = """
SET LOCAL portal.everything = 'on';
SELECT initiatives_index(array_agg(id)) FROM initiatives_activity;
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0005_parent_loop"), ("initiatives", "0008_guards")]
    operations = [
        migrations.CreateModel(
            name="ActivitySearch",
            fields=[
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="initiatives.activity",
                        verbose_name="aktivitet",
                    ),
                ),
                (
                    "vector",
                    django.contrib.postgres.search.SearchVectorField(verbose_name="ord med vikt"),
                ),
                ("words", models.TextField(verbose_name="ord")),
            ],
            options={
                "verbose_name": "sökord för aktivitet",
                "verbose_name_plural": "sökord för aktiviteter",
                "ordering": ["activity"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector"], name="activitysearch_vector"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("words", name="gin_trgm_ops"),
                        fastupdate=False,
                        name="activitysearch_words",
                    ),
                ],
            },
        ),
        migrations.RunSQL(READ, UNREAD),
        migrations.RunSQL(KEEP, UNKEEP),
        *(migrations.RunSQL(PART.format(part), UNPART.format(part)) for part in PARTS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
