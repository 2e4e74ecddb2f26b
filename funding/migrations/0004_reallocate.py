"""Reallocation: granted money goes from one allocation to another, in one row of the ledger.

PostgreSQL has the last word: within the county, the agreement and the category. A complete decision
of the county, other than the two that gave the money, may say otherwise of the category alone.
"""

from django.db import migrations, models

# As in 0002, with one way more.
RELATED = """
CREATE OR REPLACE FUNCTION funding_is_related(
    kind text, source funding_account, target funding_account
) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE concat_ws(' ', kind, source.kind, target.kind)
        WHEN 'GRANT STATE AGREEMENT' THEN true
        WHEN 'SPLIT AGREEMENT COMPONENT' THEN
            (SELECT parent_id IS NULL FROM funding_component WHERE id = target.component_id)
        WHEN 'SPLIT COMPONENT COMPONENT' THEN
            (SELECT parent_id = source.component_id FROM funding_component
             WHERE id = target.component_id)
        WHEN 'DISTRIBUTE COMPONENT FRAME' THEN
            (SELECT component_id = source.component_id FROM funding_frame
             WHERE id = target.frame_id)
        WHEN 'ALLOCATE FRAME GRANTED' THEN
            (SELECT frame_id = source.frame_id FROM funding_allocation
             WHERE id = target.allocation_id)
        WHEN 'PAY GRANTED PAID' THEN source.allocation_id = target.allocation_id
        WHEN 'USE PAID USED' THEN source.allocation_id = target.allocation_id
        {more}
        ELSE false
    END
$$;
"""
BETWEEN_ALLOCATIONS = (
    "WHEN 'REALLOCATE GRANTED GRANTED' THEN source.allocation_id <> target.allocation_id"
)
WITHIN = """
-- Fires after funding_transfer_check, which has locked both accounts.
CREATE FUNCTION funding_transfer_reallocate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of record;
BEGIN
    SELECT gf.county_id AS county, gf.county_id = tf.county_id AS same_county,
        gc.agreement_id = tc.agreement_id AS same_agreement,
        ga.decision_id AS given_by, ta.decision_id AS taken_by,
        gc.id = tc.id OR coalesce(gc.category_id = tc.category_id, false) AS same_category
    INTO of
    FROM funding_account giver
    JOIN funding_allocation ga ON ga.id = giver.allocation_id
    JOIN funding_frame gf ON gf.id = ga.frame_id
    JOIN funding_component gc ON gc.id = gf.component_id
    CROSS JOIN funding_account taker
    JOIN funding_allocation ta ON ta.id = taker.allocation_id
    JOIN funding_frame tf ON tf.id = ta.frame_id
    JOIN funding_component tc ON tc.id = tf.component_id
    WHERE giver.id = NEW.source_id AND taker.id = NEW.target_id;
    IF NOT of.same_county THEN
        PERFORM funding_refuse('Medel flyttas bara inom länet.');
    END IF;
    IF NOT of.same_agreement THEN
        PERFORM funding_refuse('Medel flyttas bara inom sin överenskommelse.');
    END IF;
    IF NEW.decision_id IS NULL AND NOT of.same_category THEN
        PERFORM funding_refuse(
            'Medel flyttas inom sin kategori, om inget beslut säger något annat.'
        );
    END IF;
    IF NEW.decision_id IS NOT NULL AND (
        NEW.decision_id IN (of.given_by, of.taken_by)
        OR NOT EXISTS (
            SELECT 1 FROM funding_decision
            WHERE id = NEW.decision_id AND kind = 'DECIDES' AND county_id = of.county
        )
        OR NOT EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = NEW.decision_id)
        OR EXISTS (
            SELECT 1 FROM funding_concurrence
            WHERE decision_id = NEW.decision_id AND answer <> 'YES'
        )
    ) THEN
        PERFORM funding_refuse(
            'Välj ett nytt beslut i länet som alla parter har ställt sig bakom.'
        );
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_transfer_reallocate BEFORE INSERT ON funding_transfer
    FOR EACH ROW WHEN (NEW.kind = 'REALLOCATE') EXECUTE FUNCTION funding_transfer_reallocate();
"""
UNDO = """
DROP TRIGGER funding_transfer_reallocate ON funding_transfer;
DROP FUNCTION funding_transfer_reallocate();
"""
KINDS = [
    ("GRANT", "Anslag"),
    ("SPLIT", "Uppdelning"),
    ("DISTRIBUTE", "Fördelning"),
    ("ALLOCATE", "Tilldelning"),
    ("PAY", "Utbetalning"),
    ("USE", "Förbrukning"),
    ("REALLOCATE", "Omfördelning"),
    ("CORRECT", "Rättelse"),
]


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_history")]
    operations = [
        migrations.AlterField(
            model_name="transfer",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10, verbose_name="slag"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=~models.Q(kind="REALLOCATE") | ~models.Q(note=""),
                name="transfer_reallocation_says_why",
                violation_error_message="Skriv varför medlen flyttas.",
            ),
        ),
        migrations.RunSQL(RELATED.format(more=BETWEEN_ALLOCATIONS), RELATED.format(more="")),
        migrations.RunSQL(WITHIN, UNDO),
    ]
