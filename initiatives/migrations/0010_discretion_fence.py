"""The fence keeps what discretion asks: docs/discretion.md.

Whoever was named and has left the actor reads no more. A goal that names a place or means is for
its owner's people alone, and with it its measures and outcomes. What an activity was while it was
for named people stays theirs when it is opened.
"""

from django.db import migrations

TAKES_PART = """(
    lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    OR EXISTS (
        SELECT 1 FROM initiatives_activity_partners partner
        WHERE partner.activity_id = initiatives_activity.id
        AND partner.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )
)"""
NAMED = """EXISTS (
    SELECT 1 FROM initiatives_activity_named named
    WHERE named.activity_id = initiatives_activity.id
    AND named.user_id = ANY ((SELECT portal_ids('user'))::bigint[])
)"""
ACTIVITY = """
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
            OR (visibility = 'ORGANISATION' AND {takes_part})
            OR (visibility = 'NAMED' AND {named})
        )
    )
);
"""
GOAL = """
ALTER POLICY fence ON initiatives_goal USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_plan plan WHERE plan.id = plan_id{restricted})
);
"""
RESTRICTED = """ AND (
        NOT is_restricted
        OR plan.owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )"""
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
CLOSED = (
    DRAFT
    + """ OR (visibility = 'NAMED' AND EXISTS (
            SELECT 1 FROM initiatives_activity WHERE id = number AND visibility <> 'NAMED'
        ))"""
)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0009_search")]
    operations = [
        migrations.RunSQL(
            ACTIVITY.format(takes_part=TAKES_PART, named=f"{NAMED} AND {TAKES_PART}"),
            ACTIVITY.format(takes_part=TAKES_PART, named=NAMED),
        ),
        migrations.RunSQL(GOAL.format(restricted=RESTRICTED), GOAL.format(restricted="")),
        migrations.RunSQL(OPENED.format(closed=CLOSED), OPENED.format(closed=DRAFT)),
    ]
