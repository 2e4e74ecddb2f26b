"""What a reading of the guards found that raw SQL could still do, and what it says now.

A decision counts when it is decided, and nobody is taken out of it; it moves each krona once; what
follows of it is undone by a new one alone; and what an actor has for itself is its own.
"""

from django.db import migrations

DECISIONS = """
CREATE OR REPLACE FUNCTION funding_is_complete(decision bigint, county bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM funding_decision d
        WHERE d.id = decision AND d.county_id = county AND d.kind = 'DECIDES'
        AND d.state = 'DECIDED'
    )
    AND EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = decision)
    AND NOT EXISTS (
        SELECT 1 FROM funding_concurrence WHERE decision_id = decision AND answer <> 'YES'
    )
$$;

-- Whether the amount is what the decision's items say, once; one without items decides as its paper
-- says.
CREATE OR REPLACE FUNCTION funding_is_as_decided(
    kind text, decision bigint, allocation bigint, amount bigint
) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM funding_transfer t
        JOIN funding_account c ON c.id IN (t.source_id, t.target_id) AND c.allocation_id = a.id
        WHERE t.decision_id = decision AND t.kind IN ('ALLOCATE', 'RELEASE')
    ) AND CASE
        WHEN kind = 'ALLOCATE' AND a.decision_id = decision THEN
            a.committed = funding_is_as_decided.amount AND now.total = 0 AND (
                (a.item_id IS NULL AND NOT EXISTS (
                    SELECT 1 FROM funding_decisionitem i WHERE i.decision_id = decision
                ))
                OR EXISTS (
                    SELECT 1 FROM funding_decisionitem i
                    WHERE i.id = a.item_id AND i.decision_id = decision AND i.act = 'GRANT'
                    AND i.frame_id = a.frame_id AND i.receiver_id = a.receiver_id
                    AND i.amount = a.committed AND i.override_reason = a.override_reason
                )
            )
        WHEN kind = 'ALLOCATE' THEN EXISTS (
            SELECT 1 FROM funding_decisionitem i
            WHERE i.decision_id = decision AND i.act = 'CHANGE' AND i.allocation_id = a.id
            AND now.total + funding_is_as_decided.amount <= i.amount
        )
        WHEN kind = 'RELEASE' THEN EXISTS (
            SELECT 1 FROM funding_decisionitem i
            WHERE i.decision_id = decision AND i.act = 'CHANGE' AND i.allocation_id = a.id
            AND now.total - funding_is_as_decided.amount >= i.amount
        )
        ELSE true
    END
    FROM funding_allocation a,
        LATERAL (
            SELECT coalesce(sum(balance), 0) AS total FROM funding_account
            WHERE allocation_id = a.id
        ) now
    WHERE a.id = allocation
$$;

-- Whether an item of the decision covers what its transfers of that kind have moved, and this one.
CREATE FUNCTION funding_is_covered(
    moved funding_transfer, act text, allocation bigint, frame bigint
) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT 1 FROM funding_decisionitem WHERE decision_id = moved.decision_id)
    OR EXISTS (
        SELECT 1 FROM funding_decisionitem i
        WHERE i.decision_id = moved.decision_id AND i.act = funding_is_covered.act
        AND i.allocation_id IS NOT DISTINCT FROM funding_is_covered.allocation
        AND i.frame_id IS NOT DISTINCT FROM funding_is_covered.frame
        AND i.amount >= moved.amount + coalesce((
            SELECT sum(t.amount) FROM funding_transfer t
            JOIN funding_account c ON c.id = t.source_id
            WHERE t.decision_id = moved.decision_id AND t.kind = moved.kind
            AND (c.allocation_id = i.allocation_id OR c.frame_id = i.frame_id)
        ), 0)
    )
$$;

-- Whether the decision says in words what moves money that it does not count.
CREATE FUNCTION funding_is_said(decision bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT 1 FROM funding_decisionitem WHERE decision_id = funding_is_said.decision)
    OR EXISTS (
        SELECT 1 FROM funding_decisionitem WHERE decision_id = funding_is_said.decision AND act = 'OTHER'
    )
$$;
"""

TERMS = """
-- What was found to be missing in funding_transfer_terms (0006), which stands as it is.
CREATE FUNCTION funding_transfer_more_terms(
    moved funding_transfer, source funding_account, target funding_account
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    corrected funding_transfer;
    deal funding_agreement;
    giver funding_frame;
    taker funding_frame;
    until date;
BEGIN
    IF moved.kind = 'CORRECT' THEN
        SELECT * INTO corrected FROM funding_transfer WHERE id = moved.corrects_id;
        IF corrected.kind IN ('ALLOCATE', 'RELEASE', 'TOP_SLICE', 'CARRY_OVER', 'DEMAND')
            OR (corrected.kind = 'REPAY' AND corrected.decision_id IS NOT NULL) THEN
            PERFORM funding_refuse(
                'Det som följer av ett beslut rättas inte. Fatta ett nytt beslut.'
            );
        END IF;
        RETURN;
    END IF;
    SELECT * INTO deal FROM funding_agreement WHERE id = source.agreement_id;
    SELECT f.* INTO giver FROM funding_frame f WHERE f.id = coalesce(source.frame_id, (
        SELECT frame_id FROM funding_allocation WHERE id = source.allocation_id
    ));
    SELECT f.* INTO taker FROM funding_frame f WHERE f.id = coalesce(target.frame_id, (
        SELECT frame_id FROM funding_allocation WHERE id = target.allocation_id
    ));
    IF moved.kind = 'DISTRIBUTE' AND taker.actor_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM actors_actor_counties
        WHERE actor_id = taker.actor_id AND county_id = taker.county_id
    ) THEN
        PERFORM funding_refuse('Mottagaren hör inte till länet.');
    END IF;
    IF moved.kind = 'DEMAND'
        AND NOT funding_is_covered(moved, 'REPAY', source.allocation_id, NULL)
        OR moved.kind = 'REPAY' AND source.kind = 'FRAME'
        AND NOT funding_is_covered(moved, 'REPAY', NULL, source.frame_id)
        OR moved.kind = 'CARRY_OVER' AND deal.carry_over = 'NEEDS_DECISION'
        AND NOT funding_is_covered(moved, 'CARRY_OVER', source.allocation_id, NULL)
    THEN
        PERFORM funding_refuse('Beloppet är inte det som står i beslutet.');
    END IF;
    IF moved.kind IN ('TOP_SLICE', 'REALLOCATE') AND moved.decision_id IS NOT NULL
        AND NOT funding_is_said(moved.decision_id) THEN
        PERFORM funding_refuse(
            'Beslutet säger inget om att flytta medel. Välj ett där det står som en egen punkt.'
        );
    END IF;
    IF moved.kind = 'TOP_SLICE' AND EXISTS (
        SELECT 1 FROM funding_transfer
        WHERE kind = 'TOP_SLICE' AND decision_id = moved.decision_id
        AND source_id = moved.source_id AND id <> moved.id
    ) THEN
        PERFORM funding_refuse('Medel är redan avsatta en gång enligt beslutet.');
    END IF;
    IF moved.kind = 'REALLOCATE' AND giver.actor_id IS DISTINCT FROM taker.actor_id AND (
        NOT coalesce(funding_is_complete(moved.decision_id, giver.county_id), false)
        OR EXISTS (
            SELECT 1 FROM unnest(ARRAY[giver.actor_id, taker.actor_id]) holder
            WHERE holder IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM funding_concurrence
                WHERE decision_id = moved.decision_id AND party_id = holder
            )
        )
    ) THEN
        PERFORM funding_refuse(
            'Det som en aktör har för sig själv flyttas bara av ett beslut som den står bakom.'
        );
    END IF;
    IF moved.kind = 'USE' AND source.kind = 'CARRIED' THEN
        SELECT carried_until INTO until FROM funding_allocation WHERE id = source.allocation_id;
        IF until IS NULL THEN
            PERFORM funding_refuse('Det är inte beslutat hur länge medlen får användas.');
        END IF;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION funding_transfer_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source funding_account;
    target funding_account;
    mistake funding_transfer;
BEGIN
    IF NEW.amount <= 0 THEN
        RETURN NEW;  -- the row's own constraint says so
    END IF;
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
    PERFORM funding_transfer_terms(NEW, source, target);
    PERFORM funding_transfer_more_terms(NEW, source, target);
    IF source.closed_at IS NOT NULL OR target.closed_at IS NOT NULL THEN
        PERFORM funding_refuse(
            'Nivån är stängd: delarna är precis det hela. Öppna den först, med ett skäl.'
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
"""

ANSWERS = """
CREATE OR REPLACE FUNCTION funding_concurrence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    SELECT state INTO stands FROM funding_decision
    WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
    IF TG_OP = 'INSERT' THEN
        IF stands <> 'DRAFT' OR NEW.answer <> 'WAITING' THEN
            PERFORM funding_refuse('Parterna bestäms när beslutet läggs fram, och svarar sedan.');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.answer <> 'WAITING' THEN
        PERFORM funding_refuse('Ett svar kan inte ändras eller tas bort. Fatta ett nytt beslut.');
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF stands <> 'DRAFT' THEN
            PERFORM funding_refuse('En part kan inte tas bort ur ett framlagt beslut.');
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.decision_id, OLD.party_id) IS DISTINCT FROM (NEW.decision_id, NEW.party_id) THEN
        PERFORM funding_refuse('En part kan inte bytas ut i ett framlagt beslut.');
    END IF;
    IF NEW.answer <> 'WAITING' AND stands <> 'PROPOSED' THEN
        PERFORM funding_refuse('Beslutet väntar inte på svar.');
    END IF;
    IF EXISTS (
        SELECT 1 FROM funding_decision
        WHERE id = NEW.decision_id AND prepared_by_id = NEW.answered_by_id
    ) THEN
        PERFORM funding_refuse('Den som har berett beslutet kan inte också ställa sig bakom det.');
    END IF;
    IF EXISTS (
        SELECT 1 FROM funding_decisionitem i
        LEFT JOIN funding_allocation a ON a.id = i.allocation_id
        LEFT JOIN funding_decisionitem gave ON gave.id = a.item_id
        JOIN funding_conflict c ON c.application_id IN (i.application_id, gave.application_id)
        WHERE i.decision_id = NEW.decision_id AND c.person_id = NEW.answered_by_id
    ) THEN
        PERFORM funding_refuse('Den som är jävig i en ansökan kan inte svara på beslutet om den.');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION funding_decision_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'DRAFT' THEN
            PERFORM funding_refuse('Ett beslut skrivs först, och läggs sedan fram.');
        END IF;
    ELSIF OLD.state = 'DRAFT' AND NEW.state <> 'PROPOSED' THEN
        PERFORM funding_refuse('Ett beslut läggs fram för parterna innan det avgörs.');
    ELSIF NEW.state = 'DECIDED' AND (
        NOT EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM funding_concurrence WHERE decision_id = NEW.id AND answer <> 'YES'
        )
    ) THEN
        PERFORM funding_refuse('Beslutet gäller först när alla parter står bakom det.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_decision_written BEFORE INSERT ON funding_decision
    FOR EACH ROW EXECUTE FUNCTION funding_decision_state();
CREATE TRIGGER funding_decision_state BEFORE UPDATE ON funding_decision
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION funding_decision_state();

CREATE FUNCTION funding_item_focuses_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_decisionitem i JOIN funding_decision d ON d.id = i.decision_id
        WHERE d.state <> 'DRAFT' AND i.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.decisionitem_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.decisionitem_id END
        )
    ) THEN
        PERFORM funding_refuse(
            'Beslutet är framlagt. Det ändras bara av ett nytt beslut som följer på det.'
        );
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER funding_item_focuses_guard
    BEFORE INSERT OR UPDATE OR DELETE ON funding_decisionitem_focuses
    FOR EACH ROW EXECUTE FUNCTION funding_item_focuses_guard();

CREATE TRIGGER funding_component_kept BEFORE UPDATE ON funding_component
    FOR EACH ROW WHEN (
        (OLD.category_id, OLD.stream) IS DISTINCT FROM (NEW.category_id, NEW.stream)
    ) EXECUTE FUNCTION portal_append_only();
"""


class Migration(migrations.Migration):
    """Not reversible, as 0006."""

    dependencies = [("funding", "0008_applications_fence")]
    operations = [
        migrations.RunSQL(DECISIONS),
        migrations.RunSQL(TERMS),
        migrations.RunSQL(ANSWERS),
    ]
