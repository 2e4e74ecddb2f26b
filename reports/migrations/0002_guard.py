"""PostgreSQL freezes a finished run: its figures and its file stay what they were, for good."""

from django.db import migrations

GUARD = """
CREATE TRIGGER reports_reportrun_frozen BEFORE UPDATE ON reports_reportrun
    FOR EACH ROW WHEN (OLD.state = 'DONE' AND OLD IS DISTINCT FROM NEW)
    EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER reports_reportrun_kept BEFORE DELETE ON reports_reportrun
    FOR EACH ROW WHEN (OLD.state = 'DONE')
    EXECUTE FUNCTION portal_append_only();
"""
UNDO = """
DROP TRIGGER reports_reportrun_kept ON reports_reportrun;
DROP TRIGGER reports_reportrun_frozen ON reports_reportrun;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("portal", "0001_extensions")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
