"""Goals, measures and methods count their saves, so that of two who edit one nobody overwrites.

A number that counts saves is nothing that was adopted: the freeze of 0008 lets it move.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# As in 0008, but for the columns that may move in an adopted plan.
FREEZE = """
CREATE OR REPLACE FUNCTION initiatives_freeze_goal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := '{goal}';
BEGIN
    IF EXISTS (
        SELECT 1 FROM initiatives_plan WHERE id IN (OLD.plan_id, NEW.plan_id)
        AND status NOT IN ('DRAFT', 'REFERRED')
    ) AND NOT (
        TG_OP = 'UPDATE' AND to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change
    ) THEN
        RAISE EXCEPTION 'Målen i en antagen plan ändras inte. Gör en ny version av planen.'
            USING ERRCODE = '23514';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION initiatives_freeze_measure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := '{measure}';
BEGIN
    IF EXISTS (
        SELECT 1 FROM initiatives_goal goal JOIN initiatives_plan plan ON plan.id = goal.plan_id
        WHERE goal.id IN (OLD.goal_id, NEW.goal_id) AND plan.status NOT IN ('DRAFT', 'REFERRED')
    ) AND NOT (
        TG_OP = 'UPDATE' AND to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change
    ) THEN
        RAISE EXCEPTION 'Åtgärderna i en antagen plan ändras inte. Gör en ny version av planen.'
            USING ERRCODE = '23514';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
"""


def freeze(goal, measure):
    return FREEZE.replace("{goal}", f"{{{goal}}}").replace("{measure}", f"{{{measure}}}")


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0010_discretion_fence'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='goal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='method',
            name='update_update',
        ),
        migrations.AddField(
            model_name='goal',
            name='lock',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång'),
        ),
        migrations.AddField(
            model_name='measure',
            name='lock',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång'),
        ),
        migrations.AddField(
            model_name='method',
            name='lock',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång'),
        ),
        migrations.RunSQL(
            freeze("copied_from_id,lock", "status,status_note,lock"),
            freeze("copied_from_id", "status,status_note"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."b" IS DISTINCT FROM (NEW."b") OR OLD."baseline" IS DISTINCT FROM (NEW."baseline") OR OLD."copied_from_id" IS DISTINCT FROM (NEW."copied_from_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator" IS DISTINCT FROM (NEW."indicator") OR OLD."is_restricted" IS DISTINCT FROM (NEW."is_restricted") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='INSERT INTO "initiatives_goalchange" ("b", "baseline", "copied_from_id", "due_on", "id", "indicator", "is_restricted", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "responsible", "target", "text") VALUES (OLD."b", OLD."baseline", OLD."copied_from_id", OLD."due_on", OLD."id", OLD."indicator", OLD."is_restricted", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."plan_id", OLD."responsible", OLD."target", OLD."text"); RETURN NULL;', hash='d411746fb2b06083eb2a067a1807301c8cf9b2a9', operation='UPDATE', pgid='pgtrigger_update_update_602f8', table='initiatives_goal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."goal_id" IS DISTINCT FROM (NEW."goal_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."status_note" IS DISTINCT FROM (NEW."status_note") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='INSERT INTO "initiatives_measurechange" ("due_on", "goal_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "status", "status_note", "text") VALUES (OLD."due_on", OLD."goal_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."responsible", OLD."status", OLD."status_note", OLD."text"); RETURN NULL;', hash='99a026d3ea0cca2eeda91eeeda97764ee9453459', operation='UPDATE', pgid='pgtrigger_update_update_787d1', table='initiatives_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."certainty" IS DISTINCT FROM (NEW."certainty") OR OLD."demands" IS DISTINCT FROM (NEW."demands") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."main_b" IS DISTINCT FROM (NEW."main_b") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."provider" IS DISTINCT FROM (NEW."provider") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."source" IS DISTINCT FROM (NEW."source"))', func='INSERT INTO "initiatives_methodchange" ("aliases", "audience", "certainty", "demands", "evidence", "form", "id", "is_active", "link", "main_b", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "reference", "source") VALUES (OLD."aliases", OLD."audience", OLD."certainty", OLD."demands", OLD."evidence", OLD."form", OLD."id", OLD."is_active", OLD."link", OLD."main_b", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."provider", OLD."reference", OLD."source"); RETURN NULL;', hash='419b5e668cd85dd27bb9c0646a8befef09624e47', operation='UPDATE', pgid='pgtrigger_update_update_1c738', table='initiatives_method', when='AFTER')),
        ),
    ]
