"""What was done cannot be undone in the log of what was done."""

from django.db import migrations

GUARD = """
CREATE TRIGGER portal_event_append_only BEFORE UPDATE OR DELETE ON portal_event
    FOR EACH ROW EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER portal_event_no_truncate BEFORE TRUNCATE ON portal_event
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
"""

UNDO = """
DROP TRIGGER portal_event_no_truncate ON portal_event;
DROP TRIGGER portal_event_append_only ON portal_event;
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
