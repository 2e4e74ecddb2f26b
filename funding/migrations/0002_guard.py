"""PostgreSQL guards the ledger: no view, script or bug gets past it.

Before a transfer is written its accounts are locked and everything is checked; after it has been
written the balances move. So a row that is thrown away (ON CONFLICT DO NOTHING) moves nothing.
"""

from django.db import migrations

LEDGER = """
CREATE FUNCTION funding_refuse(reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', reason USING ERRCODE = '23514';
END $$;

CREATE FUNCTION funding_kronor(amount bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(to_char(amount, 'FM999,999,999,999,990'), ',', U&'\\00A0') || U&'\\00A0kr'
$$;

-- Whether money may go from one account to the other: the way of the chain, and of one family.
CREATE FUNCTION funding_is_related(kind text, source funding_account, target funding_account)
RETURNS boolean LANGUAGE sql STABLE AS $$
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
        ELSE false
    END
$$;

-- A decision that decides, of the pot's county, that every party stands behind.
CREATE FUNCTION funding_is_decided(decision bigint, allocation bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM funding_allocation a
        JOIN funding_frame f ON f.id = a.frame_id
        JOIN funding_decision d ON d.id = a.decision_id AND d.county_id = f.county_id
        WHERE a.id = allocation AND d.id = decision AND d.kind = 'DECIDES'
        AND EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = d.id)
        AND NOT EXISTS (
            SELECT 1 FROM funding_concurrence WHERE decision_id = d.id AND answer <> 'YES'
        )
    )
$$;

CREATE FUNCTION funding_transfer_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source funding_account;
    target funding_account;
    mistake funding_transfer;
BEGIN
    -- Always in the same order, so that two transfers cannot wait for each other.
    PERFORM 1 FROM funding_account WHERE id IN (NEW.source_id, NEW.target_id) ORDER BY id FOR UPDATE;
    SELECT * INTO source FROM funding_account WHERE id = NEW.source_id;
    SELECT * INTO target FROM funding_account WHERE id = NEW.target_id;

    IF source.agreement_id <> target.agreement_id THEN
        PERFORM funding_refuse('Pengar kan inte flyttas mellan två överenskommelser.');
    END IF;
    IF NEW.kind = 'CORRECT' THEN
        SELECT * INTO mistake FROM funding_transfer WHERE id = NEW.corrects_id;
        IF mistake.kind = 'CORRECT' OR (mistake.source_id, mistake.target_id, mistake.amount)
            IS DISTINCT FROM (NEW.target_id, NEW.source_id, NEW.amount) THEN
            PERFORM funding_refuse('En rättelse tar tillbaka precis det som den rättar.');
        END IF;
    ELSIF NOT coalesce(funding_is_related(NEW.kind, source, target), false) THEN
        PERFORM funding_refuse(format(
            'Pengar kan inte gå den vägen: %s från %s till %s.', NEW.kind, source.kind, target.kind
        ));
    END IF;
    IF NEW.kind = 'ALLOCATE'
        AND NOT coalesce(funding_is_decided(NEW.decision_id, target.allocation_id), false) THEN
        PERFORM funding_refuse(
            'Medel kan tilldelas först när alla parter har ställt sig bakom beslutet.'
        );
    END IF;
    IF source.kind <> 'STATE' AND source.balance < NEW.amount THEN
        PERFORM funding_refuse(format(
            'Beloppet %s är större än det som finns kvar, %s.',
            funding_kronor(NEW.amount), funding_kronor(source.balance)
        ));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION funding_transfer_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE funding_account SET balance = balance - NEW.amount WHERE id = NEW.source_id;
    UPDATE funding_account SET balance = balance + NEW.amount WHERE id = NEW.target_id;
    RETURN NULL;
END $$;

CREATE TRIGGER funding_transfer_check BEFORE INSERT ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION funding_transfer_check();
CREATE TRIGGER funding_transfer_move AFTER INSERT ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION funding_transfer_move();
CREATE TRIGGER funding_transfer_append_only BEFORE UPDATE OR DELETE ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_transfer_no_truncate BEFORE TRUNCATE ON funding_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();

CREATE FUNCTION funding_account_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    family bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF pg_trigger_depth() < 2 THEN
            PERFORM funding_refuse('Ett saldo ändras bara av en överföring.');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.balance <> 0 THEN
        PERFORM funding_refuse('Ett nytt konto är tomt.');
    END IF;
    SELECT coalesce(
        (SELECT agreement_id FROM funding_component WHERE id = NEW.component_id),
        (SELECT c.agreement_id FROM funding_frame f
         JOIN funding_component c ON c.id = f.component_id WHERE f.id = NEW.frame_id),
        (SELECT c.agreement_id FROM funding_allocation a JOIN funding_frame f ON f.id = a.frame_id
         JOIN funding_component c ON c.id = f.component_id WHERE a.id = NEW.allocation_id),
        NEW.agreement_id
    ) INTO family;
    IF family <> NEW.agreement_id THEN
        PERFORM funding_refuse('Kontot hör till en annan överenskommelse än det som det är för.');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER funding_account_guard BEFORE INSERT OR UPDATE ON funding_account
    FOR EACH ROW EXECUTE FUNCTION funding_account_guard();
CREATE TRIGGER funding_account_append_only BEFORE DELETE ON funding_account
    FOR EACH ROW EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_account_no_truncate BEFORE TRUNCATE ON funding_account
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
"""

# What money hangs on does not change under it. table → columns that stay as they were written.
FROZEN = {
    "funding_component": ["agreement_id", "parent_id"],
    "funding_frame": ["component_id", "county_id"],
    "funding_allocation": ["frame_id", "receiver_id", "decision_id"],
    "funding_decision": ["county_id", "kind", "body", "decided_on", "prepared_by_id"],
}

CONCURRENCE = """
CREATE FUNCTION funding_concurrence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT 1 FROM funding_transfer WHERE decision_id = NEW.decision_id) THEN
            PERFORM funding_refuse('Pengar har redan gått enligt beslutet. Fatta ett nytt beslut.');
        END IF;
    ELSIF OLD.answer <> 'WAITING' THEN
        PERFORM funding_refuse('Ett svar kan inte ändras eller tas bort. Fatta ett nytt beslut.');
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM funding_decision
        WHERE id = NEW.decision_id AND prepared_by_id = NEW.answered_by_id
    ) THEN
        PERFORM funding_refuse('Den som har berett beslutet kan inte också ställa sig bakom det.');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER funding_concurrence_guard BEFORE INSERT OR UPDATE OR DELETE ON funding_concurrence
    FOR EACH ROW EXECUTE FUNCTION funding_concurrence_guard();
CREATE TRIGGER funding_concurrence_no_truncate BEFORE TRUNCATE ON funding_concurrence
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
"""

UNDO = """
DROP TRIGGER funding_concurrence_no_truncate ON funding_concurrence;
DROP TRIGGER funding_concurrence_guard ON funding_concurrence;
DROP FUNCTION funding_concurrence_guard();
DROP TRIGGER funding_account_no_truncate ON funding_account;
DROP TRIGGER funding_account_append_only ON funding_account;
DROP TRIGGER funding_account_guard ON funding_account;
DROP FUNCTION funding_account_guard();
DROP TRIGGER funding_transfer_no_truncate ON funding_transfer;
DROP TRIGGER funding_transfer_append_only ON funding_transfer;
DROP TRIGGER funding_transfer_move ON funding_transfer;
DROP TRIGGER funding_transfer_check ON funding_transfer;
DROP FUNCTION funding_transfer_move();
DROP FUNCTION funding_transfer_check();
DROP FUNCTION funding_is_decided(bigint, bigint);
DROP FUNCTION funding_is_related(text, funding_account, funding_account);
DROP FUNCTION funding_kronor(bigint);
DROP FUNCTION funding_refuse(text);
"""


def freeze(table, columns):
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION portal_append_only();",
        f"DROP TRIGGER {table}_frozen ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial"), ("portal", "0001_extensions")]
    operations = [
        migrations.RunSQL(LEDGER + CONCURRENCE, UNDO),
        *(freeze(table, columns) for table, columns in FROZEN.items()),
    ]
