"""PostgreSQL guards the ledger: no view, script or bug gets past it."""

from django.db import migrations

MOVE = """
CREATE FUNCTION funding_kronor(amount bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(to_char(amount, 'FM999,999,999,999,990'), ',', U&'\\00A0') || U&'\\00A0kr'
$$;

CREATE FUNCTION funding_transfer_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
        RAISE EXCEPTION 'Pengar kan inte flyttas mellan två överenskommelser.' USING ERRCODE = '23514';
    END IF;

    IF NEW.kind = 'CORRECT' THEN
        SELECT * INTO mistake FROM funding_transfer WHERE id = NEW.corrects_id;
        IF (mistake.source_id, mistake.target_id, mistake.amount)
            IS DISTINCT FROM (NEW.target_id, NEW.source_id, NEW.amount) THEN
            RAISE EXCEPTION 'En rättelse tar tillbaka precis det som den rättar.'
                USING ERRCODE = '23514';
        END IF;
    ELSIF (NEW.kind, source.kind, target.kind) NOT IN (
        ('GRANT', 'STATE', 'AGREEMENT'),
        ('SPLIT', 'AGREEMENT', 'COMPONENT'),
        ('SPLIT', 'COMPONENT', 'COMPONENT'),
        ('DISTRIBUTE', 'COMPONENT', 'FRAME'),
        ('ALLOCATE', 'FRAME', 'GRANTED'),
        ('PAY', 'GRANTED', 'PAID'),
        ('USE', 'PAID', 'USED')
    ) THEN
        RAISE EXCEPTION 'Pengar kan inte gå från % till % som %.', source.kind, target.kind, NEW.kind
            USING ERRCODE = '23514';
    END IF;

    IF NEW.kind IN ('PAY', 'USE') AND source.allocation_id <> target.allocation_id THEN
        RAISE EXCEPTION 'Utbetalning och förbrukning stannar inom tilldelningen.'
            USING ERRCODE = '23514';
    END IF;

    IF NEW.kind = 'ALLOCATE' AND (
        NEW.decision_id IS NULL
        OR NOT EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = NEW.decision_id)
        OR EXISTS (
            SELECT 1 FROM funding_concurrence
            WHERE decision_id = NEW.decision_id AND answer <> 'YES'
        )
    ) THEN
        RAISE EXCEPTION 'Medel kan tilldelas först när alla parter har ställt sig bakom beslutet.'
            USING ERRCODE = '23514';
    END IF;

    IF source.kind <> 'STATE' AND source.balance < NEW.amount THEN
        RAISE EXCEPTION 'Beloppet % är större än det som finns kvar, %.',
            funding_kronor(NEW.amount), funding_kronor(source.balance) USING ERRCODE = '23514';
    END IF;

    UPDATE funding_account SET balance = balance - NEW.amount WHERE id = NEW.source_id;
    UPDATE funding_account SET balance = balance + NEW.amount WHERE id = NEW.target_id;
    RETURN NEW;
END $$;

CREATE TRIGGER funding_transfer_moves BEFORE INSERT ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION funding_transfer_moves();
CREATE TRIGGER funding_transfer_append_only BEFORE UPDATE OR DELETE ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_transfer_no_truncate BEFORE TRUNCATE ON funding_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();

CREATE FUNCTION funding_account_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.balance <> 0 THEN
        RAISE EXCEPTION 'Ett nytt konto är tomt.' USING ERRCODE = '23514';
    ELSIF TG_OP = 'UPDATE' AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Ett saldo ändras bara av en överföring.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER funding_account_guard BEFORE INSERT OR UPDATE ON funding_account
    FOR EACH ROW EXECUTE FUNCTION funding_account_guard();
"""

UNDO = """
DROP TRIGGER funding_account_guard ON funding_account;
DROP FUNCTION funding_account_guard();
DROP TRIGGER funding_transfer_no_truncate ON funding_transfer;
DROP TRIGGER funding_transfer_append_only ON funding_transfer;
DROP TRIGGER funding_transfer_moves ON funding_transfer;
DROP FUNCTION funding_transfer_moves();
DROP FUNCTION funding_kronor(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial"), ("portal", "0001_extensions")]
    operations = [migrations.RunSQL(MOVE, UNDO)]
