"""A draft is for those who write for its applicant: readers there do not see it either.

What was never sent in stays so when it is withdrawn; its budget follows it.
"""

from django.db import migrations

FENCE = """
DROP POLICY fence ON {table};
CREATE POLICY fence ON {table} USING (
    (SELECT portal_sees_everything())
    OR submitted_at IS NOT NULL
    OR applicant_id = ANY ((SELECT portal_ids('writes'))::bigint[])
);
"""
BUDGET = """
CREATE POLICY fence ON funding_budgetline USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM funding_application application WHERE application.id = application_id)
);
ALTER TABLE funding_budgetline ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Not reversible, as 0006."""

    dependencies = [("funding", "0007_follow_index")]
    operations = [
        migrations.RunSQL(FENCE.format(table="funding_application")),
        migrations.RunSQL(FENCE.format(table="funding_applicationchange")),
        migrations.RunSQL(BUDGET),
    ]
