"""Extensions, and the guard that append-only tables share."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

GUARD = """
CREATE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.', TG_TABLE_NAME
        USING ERRCODE = '23514';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(GUARD, "DROP FUNCTION portal_append_only();"),
    ]
