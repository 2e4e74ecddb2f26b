"""What PostgreSQL keeps by itself: the fence around the new tables, frozen plans, sums of the log.

docs/decisions/0008 weighs the fence, 0010 the rest.
"""

from django.db import migrations

FENCE = """
-- A plan in the making: its author, its approvers; on referral also its owner's people and those
-- whom it was sent to.
ALTER POLICY fence ON initiatives_plan USING (
    (SELECT portal_sees_everything())
    OR status NOT IN ('DRAFT', 'REFERRED')
    OR owner_id = ANY ((SELECT portal_ids('approves'))::bigint[])
    OR (
        created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
        AND owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )
    OR (
        status = 'REFERRED'
        AND (
            owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            OR EXISTS (
                SELECT 1 FROM initiatives_plan_referred_to asked
                WHERE asked.plan_id = initiatives_plan.id
                AND asked.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
        )
    )
);
-- An activity for named people is theirs and its author's, not even its approvers'.
ALTER POLICY fence ON initiatives_activity USING (
    (SELECT portal_sees_everything())
    OR (visibility <> 'NAMED' AND lead_id = ANY ((SELECT portal_ids('approves'))::bigint[]))
    OR (
        created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
        AND lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )
    OR (
        published_at IS NOT NULL
        AND (
            visibility NOT IN ('ORGANISATION', 'NAMED')
            OR (
                visibility = 'ORGANISATION'
                AND (
                    lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
                    OR EXISTS (
                        SELECT 1 FROM initiatives_activity_partners partner
                        WHERE partner.activity_id = initiatives_activity.id
                        AND partner.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
                    )
                )
            )
            OR (
                visibility = 'NAMED'
                AND EXISTS (
                    SELECT 1 FROM initiatives_activity_named named
                    WHERE named.activity_id = initiatives_activity.id
                    AND named.user_id = ANY ((SELECT portal_ids('user'))::bigint[])
                )
            )
        )
    )
);
CREATE POLICY fence ON initiatives_measure USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_goal goal WHERE goal.id = goal_id)
);
CREATE POLICY fence ON initiatives_outcome USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_goal goal WHERE goal.id = goal_id)
);
CREATE POLICY fence ON initiatives_headcount USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_logentry entry WHERE entry.id = entry_id)
);
CREATE POLICY fence ON initiatives_activityyear USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_activity activity WHERE activity.id = activity_id)
);
CREATE POLICY fence ON initiatives_attachment USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_activity activity WHERE activity.id = activity_id)
);
-- What people say to each other is for those who take part, and an answer for those who asked.
CREATE POLICY fence ON initiatives_comment USING (
    (SELECT portal_sees_everything())
    OR EXISTS (
        SELECT 1 FROM initiatives_activity activity WHERE activity.id = activity_id AND (
            activity.lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            OR EXISTS (
                SELECT 1 FROM initiatives_activity_partners partner
                WHERE partner.activity_id = activity.id
                AND partner.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
        )
    )
    OR EXISTS (
        SELECT 1 FROM initiatives_plan plan WHERE plan.id = plan_id AND (
            plan.owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            OR initiatives_comment.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
        )
    )
);
CREATE POLICY fence ON initiatives_formdraft USING (
    (SELECT portal_sees_everything())
    OR user_id = ANY ((SELECT portal_ids('user'))::bigint[])
);
"""
FENCED = [
    "measure",
    "outcome",
    "headcount",
    "activityyear",
    "attachment",
    "comment",
    "formdraft",
]

# The history of each: the plan or the activity that a change tells of.
PLAN_OF_GOAL = "(SELECT goal.plan_id FROM initiatives_goal goal WHERE goal.id = {table}.goal_id)"
ACTIVITY_OF_ENTRY = (
    "(SELECT entry.activity_id FROM initiatives_logentry entry WHERE entry.id = {table}.{column})"
)
OF_PLAN = {
    "measurechange": PLAN_OF_GOAL,
    "outcomechange": PLAN_OF_GOAL,
    "plancountieslinkchange": "{table}.plan_id",
    "plancoverslinkchange": "{table}.plan_id",
    "planreferredtolinkchange": "{table}.plan_id",
}
OF_ACTIVITY = {
    "headcountchange": ACTIVITY_OF_ENTRY.replace("{column}", "entry_id"),
    "logentrypresentlinkchange": ACTIVITY_OF_ENTRY.replace("{column}", "logentry_id"),
    "activitytermslinkchange": "{table}.activity_id",
    "activitycategorieslinkchange": "{table}.activity_id",
    "activitynamedlinkchange": "{table}.activity_id",
    "attachmentchange": "{table}.activity_id",
}
# As in 0004: CASE, so that its branches are never asked in another order.
HISTORY = """
CREATE POLICY fence ON {table} USING (
    CASE WHEN (SELECT portal_sees_everything()) THEN true ELSE EXISTS (
        SELECT 1 FROM initiatives_{thing} thing
        WHERE thing.id = {of} AND (
            thing.{owner} = ANY ((SELECT portal_ids('approves'))::bigint[])
            OR (
                thing.created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
                AND thing.{owner} = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
            OR {table}.pgh_created_at >= initiatives_{thing}_opened(thing.id)
        )
    ) END
) WITH CHECK (true);
"""
# Comments: a change is seen by whoever sees the comment.
COMMENTS = """
CREATE POLICY fence ON initiatives_commentchange USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_comment comment WHERE comment.id = pgh_obj_id)
) WITH CHECK (true);
CREATE POLICY fence ON initiatives_commentmentionslinkchange USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_comment comment WHERE comment.id = comment_id)
) WITH CHECK (true);
"""

# A plan on referral is still in the making: what was changed in it stays as closed as before.
OPENED = """
CREATE OR REPLACE FUNCTION initiatives_plan_opened(number bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_variable
DECLARE
    before text := current_setting('portal.everything', true);
    opened timestamptz;
BEGIN
    PERFORM set_config('portal.everything', 'on', true);
    SELECT max(pgh_created_at) INTO opened FROM initiatives_planchange
        WHERE pgh_obj_id = number AND status IN ({statuses});
    PERFORM set_config('portal.everything', coalesce(before, ''), true);
    RETURN coalesce(opened, '-infinity');
END $$;
"""

# What was adopted stays as it was adopted. An actor that becomes another (a merge) still owns it.
FREEZE = """
CREATE FUNCTION initiatives_freeze_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := '{status,owner_id,group_id,created_by_id,visibility,revise_before,'
        'closed_on,closed_why,lock}';
BEGIN
    IF OLD.status IN ('DRAFT', 'REFERRED') THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'En antagen plan tas inte bort. Avsluta den i stället.'
            USING ERRCODE = '23514';
    END IF;
    IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change THEN
        RAISE EXCEPTION 'En antagen plan ändras inte. Gör en ny version av den.'
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status <> OLD.status
        AND NOT (OLD.status = 'ADOPTED' AND NEW.status IN ('REVISED', 'CLOSED'))
    THEN
        RAISE EXCEPTION 'En antagen plan kan bara ersättas av en ny version eller avslutas.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON initiatives_plan
    FOR EACH ROW EXECUTE FUNCTION initiatives_freeze_plan();

CREATE FUNCTION initiatives_freeze_goal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM initiatives_plan WHERE id IN (OLD.plan_id, NEW.plan_id)
        AND status NOT IN ('DRAFT', 'REFERRED')
    ) AND NOT (
        TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{copied_from_id}'::text[] = to_jsonb(OLD) - '{copied_from_id}'::text[]
    ) THEN
        RAISE EXCEPTION 'Målen i en antagen plan ändras inte. Gör en ny version av planen.'
            USING ERRCODE = '23514';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON initiatives_goal
    FOR EACH ROW EXECUTE FUNCTION initiatives_freeze_goal();

CREATE FUNCTION initiatives_freeze_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM initiatives_goal goal JOIN initiatives_plan plan ON plan.id = goal.plan_id
        WHERE goal.id IN (OLD.goal_id, NEW.goal_id) AND plan.status NOT IN ('DRAFT', 'REFERRED')
    ) AND NOT (
        TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{status,status_note}'::text[]
            = to_jsonb(OLD) - '{status,status_note}'::text[]
    ) THEN
        RAISE EXCEPTION 'Åtgärderna i en antagen plan ändras inte. Gör en ny version av planen.'
            USING ERRCODE = '23514';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON initiatives_measure
    FOR EACH ROW EXECUTE FUNCTION initiatives_freeze_measure();
"""
UNFREEZE = """
DROP TRIGGER frozen ON initiatives_measure;
DROP TRIGGER frozen ON initiatives_goal;
DROP TRIGGER frozen ON initiatives_plan;
DROP FUNCTION initiatives_freeze_measure();
DROP FUNCTION initiatives_freeze_goal();
DROP FUNCTION initiatives_freeze_plan();
"""

# At most one category of each agreement; two who choose at once wait for each other.
CATEGORIES = """
CREATE FUNCTION initiatives_one_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM initiatives_activity WHERE id = NEW.activity_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM initiatives_activity_categories link
        JOIN initiatives_category other ON other.id = link.category_id
        JOIN initiatives_category mine ON mine.id = NEW.category_id
        WHERE link.activity_id = NEW.activity_id AND link.id <> NEW.id
        AND other.first_year = mine.first_year
    ) THEN
        RAISE EXCEPTION
            'En aktivitet har högst en kategori i varje överenskommelse. Välj en av dem.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER one_category AFTER INSERT OR UPDATE ON initiatives_activity_categories
    FOR EACH ROW EXECUTE FUNCTION initiatives_one_category();
"""
UNCATEGORIES = """
DROP TRIGGER one_category ON initiatives_activity_categories;
DROP FUNCTION initiatives_one_category();
"""

# The activity is locked first, so that two entries at once are both counted. NO KEY, since the
# foreign key of the new entry has locked its key already, and two of those would wait for ever.
SUMS = """
CREATE FUNCTION initiatives_sum_year(number bigint, asked integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM initiatives_activity WHERE id = number FOR NO KEY UPDATE;
    INSERT INTO initiatives_activityyear
        (activity_id, year, entries, latest_on, participants, large, small, is_approximate)
    SELECT number, asked, count(*), max("on"), sum(participants),
        coalesce(sum(participants) FILTER (WHERE participants >= 5), 0),
        count(*) FILTER (WHERE participants BETWEEN 1 AND 4), bool_or(is_approximate)
    FROM initiatives_logentry
    WHERE activity_id = number AND removed_at IS NULL
        AND "on" BETWEEN make_date(asked, 1, 1) AND make_date(asked, 12, 31)
    HAVING count(*) > 0
    ON CONFLICT (activity_id, year) DO UPDATE SET
        entries = excluded.entries, latest_on = excluded.latest_on,
        participants = excluded.participants, large = excluded.large, small = excluded.small,
        is_approximate = excluded.is_approximate;
    IF NOT FOUND THEN
        DELETE FROM initiatives_activityyear WHERE activity_id = number AND year = asked;
    END IF;
    UPDATE initiatives_activity activity SET latest_on = found.latest
    FROM (
        SELECT max(latest_on) AS latest FROM initiatives_activityyear WHERE activity_id = number
    ) found
    WHERE activity.id = number AND activity.latest_on IS DISTINCT FROM found.latest;
END $$;
CREATE FUNCTION initiatives_sum_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM initiatives_sum_year(NEW.activity_id, extract(year FROM NEW."on")::integer);
    END IF;
    IF TG_OP = 'DELETE' OR (
        TG_OP = 'UPDATE' AND (
            OLD.activity_id <> NEW.activity_id
            OR extract(year FROM OLD."on") <> extract(year FROM NEW."on")
        )
    ) THEN
        PERFORM initiatives_sum_year(OLD.activity_id, extract(year FROM OLD."on")::integer);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sum_entry AFTER INSERT OR DELETE
    OR UPDATE OF activity_id, "on", participants, is_approximate, removed_at
    ON initiatives_logentry FOR EACH ROW EXECUTE FUNCTION initiatives_sum_entry();
"""
FILL = """
SET LOCAL portal.everything = 'on';
SELECT initiatives_sum_year(activity_id, year) FROM (
    SELECT DISTINCT activity_id, extract(year FROM "on")::integer AS year FROM initiatives_logentry
) logged;
"""
UNSUMS = """
DROP TRIGGER sum_entry ON initiatives_logentry;
DROP FUNCTION initiatives_sum_entry();
DROP FUNCTION initiatives_sum_year(bigint, integer);
"""


def fence(table):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;",
    )


def fenced_history(thing, owner, tables):
    for name, of in tables.items():
        table = f"initiatives_{name}"
        sql = HISTORY.format(table=table, thing=thing, owner=owner, of=of.format(table=table))
        yield migrations.RunSQL(sql, f"DROP POLICY fence ON {table};")
        yield fence(table)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0007_one_list_of_words")]
    operations = [
        migrations.RunSQL(
            FENCE, "".join(f"DROP POLICY fence ON initiatives_{name};" for name in FENCED)
        ),
        *(fence(f"initiatives_{name}") for name in FENCED),
        migrations.RunSQL(
            OPENED.format(statuses="'DRAFT', 'REFERRED'"), OPENED.format(statuses="'DRAFT'")
        ),
        *fenced_history("plan", "owner_id", OF_PLAN),
        *fenced_history("activity", "lead_id", OF_ACTIVITY),
        migrations.RunSQL(
            COMMENTS,
            "DROP POLICY fence ON initiatives_commentchange;"
            "DROP POLICY fence ON initiatives_commentmentionslinkchange;",
        ),
        fence("initiatives_commentchange"),
        fence("initiatives_commentmentionslinkchange"),
        migrations.RunSQL(FREEZE, UNFREEZE),
        migrations.RunSQL(CATEGORIES, UNCATEGORIES),
        migrations.RunSQL(SUMS, UNSUMS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
