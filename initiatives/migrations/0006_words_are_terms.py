"""Target groups become words of a taxonomy, a goal's year becomes its last day."""

from django.db import migrations

COPY = """
SET LOCAL portal.everything = 'on';
INSERT INTO initiatives_term (taxonomy, number, name, is_also, is_active, source)
    SELECT 'malgrupp', 0, name, false, true, '' FROM initiatives_targetgroup;
INSERT INTO initiatives_activity_terms (activity_id, term_id)
    SELECT link.activity_id, term.id FROM initiatives_activity_target_groups link
    JOIN initiatives_targetgroup old ON old.id = link.targetgroup_id
    JOIN initiatives_term term ON term.name = old.name AND term.taxonomy = 'malgrupp';
UPDATE initiatives_goal SET due_on = make_date(due_year, 12, 31) WHERE due_year IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_plans_log_and_talk")]
    # Without going back: what the old tables held is in the new ones.
    operations = [migrations.RunSQL(COPY, migrations.RunSQL.noop)]
