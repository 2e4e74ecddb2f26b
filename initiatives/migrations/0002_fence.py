"""Row-level security: drafts, and what only those who take part may see. See portal/fence.py."""

from django.db import migrations

POLICIES = """
CREATE FUNCTION portal_sees_everything() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('portal.everything', true) = 'on', false)
$$;
CREATE FUNCTION portal_ids(name text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        string_to_array(nullif(current_setting('portal.' || name, true), ''), ',')::bigint[],
        '{}'
    )
$$;

-- (SELECT …) around each call: it is then asked once a query and not once a row.
CREATE POLICY fence ON initiatives_plan USING (
    (SELECT portal_sees_everything())
    OR status <> 'DRAFT'
    OR owner_id = ANY ((SELECT portal_ids('approves'))::bigint[])
    OR (
        created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
        AND owner_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )
);
CREATE POLICY fence ON initiatives_goal USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_plan plan WHERE plan.id = plan_id)
);
CREATE POLICY fence ON initiatives_activity USING (
    (SELECT portal_sees_everything())
    OR lead_id = ANY ((SELECT portal_ids('approves'))::bigint[])
    OR (
        published_at IS NULL
        AND created_by_id = ANY ((SELECT portal_ids('user'))::bigint[])
        AND lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
    )
    OR (
        published_at IS NOT NULL
        AND (
            visibility <> 'ORGANISATION'
            OR lead_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            OR EXISTS (
                SELECT 1 FROM initiatives_activity_partners partner
                WHERE partner.activity_id = initiatives_activity.id
                AND partner.actor_id = ANY ((SELECT portal_ids('actors'))::bigint[])
            )
        )
    )
);
CREATE POLICY fence ON initiatives_logentry USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM initiatives_activity activity WHERE activity.id = activity_id)
);
"""
TABLES = ["initiatives_plan", "initiatives_goal", "initiatives_activity", "initiatives_logentry"]
UNDO = "".join(f"DROP POLICY fence ON {table};" for table in reversed(TABLES)) + (
    "DROP FUNCTION portal_ids(text); DROP FUNCTION portal_sees_everything();"
)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]
    operations = [
        migrations.RunSQL(POLICIES, UNDO),
        *(
            migrations.RunSQL(
                # FORCE: the portal's role owns the tables, and owners are otherwise let through.
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;",
            )
            for table in TABLES
        ),
    ]
