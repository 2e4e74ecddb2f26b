"""The history keeps what discretion asks, also after the fact: docs/discretion.md.

What an activity was while it was for named people is read by its author and by those who were named
when it was opened, as long as they take part; not by approvers, who were kept out then. What a goal
was while it named a place or means is read by its owner's people, also when it is gone.
"""

from django.db import migrations

ACTIVITY_OF_ENTRY = (
    "(SELECT entry.activity_id FROM initiatives_logentry entry WHERE entry.id = {table}.{column})"
)
OF_ACTIVITY = {
    "activitychange": "{table}.pgh_obj_id",
    "logentrychange": "{table}.activity_id",
    "activitypartnerslinkchange": "{table}.activity_id",
    "activitymethodslinkchange": "{table}.activity_id",
    "headcountchange": ACTIVITY_OF_ENTRY.replace("{column}", "entry_id"),
    "logentrypresentlinkchange": ACTIVITY_OF_ENTRY.replace("{column}", "logentry_id"),
    "activitytermslinkchange": "{table}.activity_id",
    "activitycategorieslinkchange": "{table}.activity_id",
    "activitynamedlinkchange": "{table}.activity_id",
    "attachmentchange": "{table}.activity_id",
}
PLAN_OF_GOAL = "(SELECT goal.plan_id FROM initiatives_goal goal WHERE goal.id = {table}.goal_id)"
OF_GOAL = {  # the plan, and the goal
    "goalchange": ("{table}.plan_id", "{table}.pgh_obj_id"),
    "measurechange": (PLAN_OF_GOAL, "{table}.goal_id"),
    "outcomechange": (PLAN_OF_GOAL, "{table}.goal_id"),
}

# As in 0004, the fence is open while they look, and is as it was afterwards.
LOOKS = """
CREATE FUNCTION {name}(number bigint) RETURNS {type} LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := current_setting('portal.everything', true);
    found {type};
BEGIN
    PERFORM set_config('portal.everything', 'on', true);
    {looks}
    PERFORM set_config('portal.everything', coalesce(before, ''), true);
    RETURN found;
END $$;
"""
# The last change of an activity that still had it as one for named people.
NAMED_UNTIL = """SELECT coalesce(max(pgh_created_at), '-infinity') INTO found
        FROM initiatives_activitychange WHERE pgh_obj_id = number AND visibility = 'NAMED';"""
# Whether the reader is one of those whom it was for: it still is for those who see it, or the
# reader takes part and was named when it was opened. Opening it takes the names away.
WAS_NAMED = """SELECT EXISTS (
        SELECT 1 FROM initiatives_activity activity WHERE activity.id = number AND (
            activity.visibility = 'NAMED'
            OR (
                (
                    activity.lead_id = ANY (portal_ids('actors'))
                    OR EXISTS (
                        SELECT 1 FROM initiatives_activity_partners partner
                        WHERE partner.activity_id = number
                        AND partner.actor_id = ANY (portal_ids('actors'))
                    )
                )
                AND (
                    EXISTS (
                        SELECT 1 FROM initiatives_activity_named named
                        WHERE named.activity_id = number
                        AND named.user_id = ANY (portal_ids('user'))
                    )
                    OR EXISTS (
                        SELECT 1 FROM initiatives_activitynamedlinkchange taken
                        WHERE taken.activity_id = number AND taken.pgh_label = 'delete'
                        AND taken.user_id = ANY (portal_ids('user'))
                        AND taken.pgh_created_at >= initiatives_activity_named_until(number)
                    )
                )
            )
        )
    ) INTO found;"""
# The last change of a goal that still had it as one that names a place or means.
RESTRICTED_UNTIL = """IF EXISTS (
        SELECT 1 FROM initiatives_goal WHERE id = number AND is_restricted
    ) THEN
        found := 'infinity';
    ELSE
        SELECT coalesce(max(pgh_created_at), '-infinity') INTO found
            FROM initiatives_goalchange WHERE pgh_obj_id = number AND is_restricted;
    END IF;"""
FUNCTIONS = {
    "initiatives_activity_named_until": ("timestamptz", NAMED_UNTIL),
    "initiatives_activity_was_named": ("boolean", WAS_NAMED),
    "initiatives_goal_restricted_until": ("timestamptz", RESTRICTED_UNTIL),
}

# When an activity stopped being a draft; that it was for named people has functions of its own now.
OPENED = """
CREATE OR REPLACE FUNCTION initiatives_activity_opened(number bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := current_setting('portal.everything', true);
    opened timestamptz;
BEGIN
    PERFORM set_config('portal.everything', 'on', true);
    SELECT max(pgh_created_at) INTO opened FROM initiatives_activitychange
        WHERE pgh_obj_id = number AND ({closed});
    PERFORM set_config('portal.everything', coalesce(before, ''), true);
    RETURN coalesce(opened, '-infinity');
END $$;
"""
DRAFT = "published_at IS NULL"
DRAFT_OR_NAMED = (
    DRAFT
    + """ OR (visibility = 'NAMED' AND EXISTS (
            SELECT 1 FROM initiatives_activity WHERE id = number AND visibility <> 'NAMED'
        ))"""
)

# As in 0004: CASE, so that its branches are never asked in another order. The change that opens is
# kept as the row was, so it is of the closed time: hence > where a draft has >=.
HISTORY = """
ALTER POLICY fence ON {table} USING (
    CASE WHEN (SELECT portal_sees_everything()) THEN true ELSE EXISTS (
        SELECT 1 FROM initiatives_{thing} thing
        WHERE thing.id = {of}{also} AND (
            (thing.{owner} = ANY ((SELECT portal_ids('approves'))::bigint[]){approver})
            OR (
                thing.created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
                AND thing.{owner} = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
            OR ({table}.pgh_created_at >= initiatives_{thing}_opened(thing.id){reader})
        )
    ) END
);
"""
NOT_NAMED_THEN = "{table}.pgh_created_at > initiatives_activity_named_until(thing.id)"
ACTIVITY = {
    "approver": f" AND {NOT_NAMED_THEN}",
    "reader": f" AND ({NOT_NAMED_THEN} OR initiatives_activity_was_named(thing.id))",
}
GOAL = {
    "also": """ AND (
            thing.owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            OR {table}.pgh_created_at > initiatives_goal_restricted_until({goal})
        )"""
}
NOTHING = {"also": "", "approver": "", "reader": ""}


def history(name, thing, owner, of, more, goal=""):
    """The policy of a table of changes with `more`, and back without."""
    table = f"initiatives_{name}"
    about = {"table": table, "thing": thing, "owner": owner, "of": of.format(table=table)}
    goal = goal.format(table=table)
    more = {part: sql.format(table=table, goal=goal) for part, sql in more.items()}
    return migrations.RunSQL(
        HISTORY.format(**about, **(NOTHING | more)), HISTORY.format(**about, **NOTHING)
    )


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0011_locks")]
    operations = [
        *(
            migrations.RunSQL(
                LOOKS.format(name=name, type=type_, looks=looks), f"DROP FUNCTION {name}(bigint);"
            )
            for name, (type_, looks) in FUNCTIONS.items()
        ),
        migrations.RunSQL(OPENED.format(closed=DRAFT), OPENED.format(closed=DRAFT_OR_NAMED)),
        *(history(name, "activity", "lead_id", of, ACTIVITY) for name, of in OF_ACTIVITY.items()),
        *(
            history(name, "plan", "owner_id", of, GOAL, goal)
            for name, (of, goal) in OF_GOAL.items()
        ),
    ]
