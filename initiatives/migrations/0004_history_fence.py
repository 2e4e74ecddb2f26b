"""The history of what is fenced is fenced too.

A change is seen by whoever sees the row that it tells of; what was changed while it was a draft,
only by those who see drafts. What was removed is seen by the portal alone.
"""

from django.db import migrations

# The column of the changes that points at the fenced thing.
OF_PLAN = {"planchange": "pgh_obj_id", "goalchange": "plan_id"}
OF_ACTIVITY = {
    "activitychange": "pgh_obj_id",
    "logentrychange": "activity_id",
    "activitypartnerslinkchange": "activity_id",
    "activitymethodslinkchange": "activity_id",
    "activitytargetgroupslinkchange": "activity_id",
}

# When a thing stopped being a draft: its last change that still had it as one. The fence must be
# open to find it, and is as it was afterwards.
OPENED = """
CREATE FUNCTION initiatives_{thing}_opened(number bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := current_setting('portal.everything', true);
    opened timestamptz;
BEGIN
    PERFORM set_config('portal.everything', 'on', true);
    SELECT max(pgh_created_at) INTO opened FROM initiatives_{thing}change
        WHERE pgh_obj_id = number AND {is_draft};
    PERFORM set_config('portal.everything', coalesce(before, ''), true);
    RETURN coalesce(opened, '-infinity');
END $$;
"""
# CASE, because its branches are never asked in another order: the function above must not be asked
# again by its own question. Triggers may always add a row.
POLICY = """
CREATE POLICY fence ON initiatives_{changes} USING (
    CASE WHEN (SELECT portal_sees_everything()) THEN true ELSE EXISTS (
        SELECT 1 FROM initiatives_{thing} thing
        WHERE thing.id = initiatives_{changes}.{column} AND (
            thing.{owner} = ANY ((SELECT portal_ids('approves'))::bigint[])
            OR (
                thing.created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
                AND thing.{owner} = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
            OR initiatives_{changes}.pgh_created_at >= initiatives_{thing}_opened(thing.id)
        )
    ) END
) WITH CHECK (true);
ALTER TABLE initiatives_{changes} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""
UNDO = """
ALTER TABLE initiatives_{changes} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
DROP POLICY fence ON initiatives_{changes};
"""


def fenced(thing, owner, is_draft, tables):
    yield migrations.RunSQL(
        OPENED.format(thing=thing, is_draft=is_draft),
        f"DROP FUNCTION initiatives_{thing}_opened(bigint);",
    )
    for changes, column in tables.items():
        names = {"changes": changes, "thing": thing, "column": column, "owner": owner}
        yield migrations.RunSQL(POLICY.format(**names), UNDO.format(**names))


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_fence"), ("initiatives", "0003_history")]
    operations = [
        *fenced("plan", "owner_id", "status = 'DRAFT'", OF_PLAN),
        *fenced("activity", "lead_id", "published_at IS NULL", OF_ACTIVITY),
    ]
