"""PostgreSQL guards the whole chain.

As in 0002, with every way that money can go: no way past the agreement's terms, the county's
earmarks, or a decision that every party stands behind. What was laid before the parties, and what
was certified, stays as it was.
"""

from django.db import migrations

LEDGER = """
CREATE OR REPLACE FUNCTION funding_is_related(
    kind text, source funding_account, target funding_account
) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE concat_ws(' ', kind, source.kind, target.kind)
        WHEN 'GRANT STATE AGREEMENT' THEN true
        WHEN 'REDUCE AGREEMENT STATE' THEN true
        WHEN 'SPLIT AGREEMENT COMPONENT' THEN
            (SELECT parent_id IS NULL FROM funding_component WHERE id = target.component_id)
        WHEN 'SPLIT COMPONENT COMPONENT' THEN
            (SELECT parent_id = source.component_id FROM funding_component
             WHERE id = target.component_id)
        WHEN 'DISTRIBUTE COMPONENT FRAME' THEN
            (SELECT component_id = source.component_id FROM funding_frame
             WHERE id = target.frame_id)
        WHEN 'TOP_SLICE FRAME FRAME' THEN
            (SELECT own.actor_id IS NOT NULL AND joint.actor_id IS NULL
                AND own.county_id = joint.county_id
             FROM funding_frame own, funding_frame joint
             WHERE own.id = source.frame_id AND joint.id = target.frame_id)
        WHEN 'ALLOCATE FRAME GRANTED' THEN
            (SELECT frame_id = source.frame_id FROM funding_allocation
             WHERE id = target.allocation_id)
        WHEN 'RELEASE GRANTED FRAME' THEN
            (SELECT frame_id = target.frame_id FROM funding_allocation
             WHERE id = source.allocation_id)
        WHEN 'REALLOCATE GRANTED GRANTED' THEN source.allocation_id <> target.allocation_id
        WHEN 'REPAY FRAME LAPSED' THEN true
        ELSE source.allocation_id = target.allocation_id
            AND concat_ws(' ', kind, source.kind, target.kind) IN (
                'PAY GRANTED PAID', 'PAY OWED USED', 'USE PAID USED', 'USE CARRIED USED',
                'USE GRANTED OWED', 'CARRY_OVER PAID CARRIED', 'DEMAND PAID TO_REPAY',
                'DEMAND CARRIED TO_REPAY', 'REPAY TO_REPAY REPAID'
            )
    END
$$;

-- A decision of that county that decides, and that every party stands behind.
CREATE FUNCTION funding_is_complete(decision bigint, county bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM funding_decision d
        WHERE d.id = decision AND d.county_id = county AND d.kind = 'DECIDES'
    )
    AND EXISTS (SELECT 1 FROM funding_concurrence WHERE decision_id = decision)
    AND NOT EXISTS (
        SELECT 1 FROM funding_concurrence WHERE decision_id = decision AND answer <> 'YES'
    )
$$;

CREATE FUNCTION funding_may_receive(allows text, receiver bigint, day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE allows
        WHEN 'USER_MOVEMENT' THEN coalesce((
            SELECT counts FROM actors_usermovementstatus
            WHERE actor_id = receiver AND decided_on <= day
            ORDER BY decided_on DESC, id DESC LIMIT 1
        ), false)
        WHEN 'ASSOCIATIONS' THEN
            (SELECT kind IN ('USER_ORGANISATION', 'CIVIL_SOCIETY') FROM actors_actor
             WHERE id = receiver)
        ELSE (SELECT kind = allows FROM actors_actor WHERE id = receiver)
    END
$$;

-- The text of the county's rule that keeps the allocation's category from its receiver, or null.
CREATE FUNCTION funding_earmarked(allocation bigint, day date) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT e.text FROM funding_allocation a
    JOIN funding_frame f ON f.id = a.frame_id
    JOIN funding_component c ON c.id = f.component_id
    JOIN funding_earmark e ON e.county_id = f.county_id AND e.category_id = c.category_id
        AND e.since <= day AND (e.until IS NULL OR e.until >= day)
    WHERE a.id = allocation AND a.override_reason = '' AND f.actor_id IS NULL
        AND NOT funding_may_receive(e.allows, a.receiver_id, day)
    LIMIT 1
$$;

CREATE OR REPLACE FUNCTION funding_is_decided(decision bigint, allocation bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM funding_allocation a JOIN funding_frame f ON f.id = a.frame_id
        WHERE a.id = allocation AND funding_is_complete(decision, f.county_id)
        -- What an actor has for itself, it has a part in deciding.
        AND (f.actor_id IS NULL OR EXISTS (
            SELECT 1 FROM funding_concurrence
            WHERE decision_id = decision AND party_id = f.actor_id
        ))
    )
$$;

-- Whether the amount is what the decision's items say; one without items decides as its paper says.
CREATE FUNCTION funding_is_as_decided(kind text, decision bigint, allocation bigint, amount bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN kind = 'ALLOCATE' AND a.decision_id = decision THEN
            (a.item_id IS NULL AND NOT EXISTS (
                SELECT 1 FROM funding_decisionitem i WHERE i.decision_id = decision
            ))
            OR EXISTS (
                SELECT 1 FROM funding_decisionitem i
                WHERE i.id = a.item_id AND i.decision_id = decision AND i.act = 'GRANT'
                AND i.frame_id = a.frame_id AND i.receiver_id = a.receiver_id
                AND i.amount = funding_is_as_decided.amount
            ) AND a.committed = funding_is_as_decided.amount AND now.total = 0
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

CREATE FUNCTION funding_day(day date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT extract(day FROM day) || U&'\\00A0' || (ARRAY[
        'januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september',
        'oktober', 'november', 'december'
    ])[extract(month FROM day)::int] || ' ' || extract(year FROM day)
$$;

-- What the agreement and the decisions demand of a transfer, beside the way and the balance.
CREATE FUNCTION funding_transfer_terms(
    moved funding_transfer, source funding_account, target funding_account
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    deal funding_agreement;
    allocation funding_allocation;
    pot funding_frame;
    rule text;
BEGIN
    SELECT * INTO deal FROM funding_agreement WHERE id = source.agreement_id;
    SELECT * INTO allocation FROM funding_allocation
    WHERE id = coalesce(target.allocation_id, source.allocation_id);
    SELECT * INTO pot FROM funding_frame
    WHERE id = coalesce(source.frame_id, target.frame_id, allocation.frame_id);

    IF moved.kind = 'DISTRIBUTE' AND NOT EXISTS (
        SELECT 1 FROM funding_component c LEFT JOIN actors_actor a ON a.id = pot.actor_id
        WHERE c.id = source.component_id AND CASE c.stream
            WHEN 'LANSGEMENSAM' THEN a.id IS NULL
            WHEN 'KOMMUN' THEN coalesce(a.kind = 'KOMMUN', false)
            WHEN 'REGION' THEN coalesce(a.kind = 'REGION', false)
            WHEN 'MIXED' THEN a.id IS NULL OR a.kind IN ('KOMMUN', 'REGION')
            ELSE false
        END
    ) THEN
        PERFORM funding_refuse('Bidragsdelen går inte till den mottagaren. Se vart delen går.');
    END IF;
    IF moved.kind = 'ALLOCATE' AND deal.decided_on IS NULL THEN
        PERFORM funding_refuse(
            'Överenskommelsen är preliminär. Medel kan tilldelas när den är beslutad.'
        );
    END IF;
    IF moved.kind = 'ALLOCATE'
        AND NOT coalesce(funding_is_decided(moved.decision_id, target.allocation_id), false) THEN
        PERFORM funding_refuse(
            'Medel kan tilldelas först när alla parter har ställt sig bakom beslutet.'
        );
    END IF;
    IF moved.kind IN ('ALLOCATE', 'RELEASE') AND NOT coalesce(
        funding_is_as_decided(moved.kind, moved.decision_id, allocation.id, moved.amount), false
    ) THEN
        PERFORM funding_refuse('Beloppet är inte det som står i beslutet.');
    END IF;
    IF moved.kind IN ('ALLOCATE', 'REALLOCATE') THEN
        rule := funding_earmarked(target.allocation_id, moved."on");
        IF rule IS NOT NULL THEN
            PERFORM funding_refuse(rule);
        END IF;
    END IF;
    IF (
        moved.kind IN ('TOP_SLICE', 'RELEASE', 'DEMAND')
        OR (moved.kind = 'REPAY' AND source.kind = 'FRAME')
        OR (moved.kind = 'CARRY_OVER' AND deal.carry_over = 'NEEDS_DECISION')
    ) AND NOT coalesce(funding_is_complete(moved.decision_id, pot.county_id), false) THEN
        PERFORM funding_refuse(
            'Det kräver ett beslut i länet som alla parter har ställt sig bakom.'
        );
    END IF;
    IF moved.kind = 'TOP_SLICE' AND NOT EXISTS (
        SELECT 1 FROM funding_concurrence
        WHERE decision_id = moved.decision_id AND party_id = pot.actor_id AND answer = 'YES'
    ) THEN
        PERFORM funding_refuse('Den som medlen tas från har inte själv ställt sig bakom beslutet.');
    END IF;
    IF moved.kind = 'CARRY_OVER' AND deal.carry_over = 'NOT_ALLOWED' THEN
        PERFORM funding_refuse(
            'Medlen får inte föras över till nästa år enligt överenskommelsen.'
        );
    END IF;
    IF moved.kind = 'USE' AND source.kind <> 'CARRIED' AND moved."on" > deal.usable_until THEN
        PERFORM funding_refuse(format(
            'Medlen får användas till och med %s. Det som är kvar därefter kräver ett beslut.',
            funding_day(deal.usable_until)
        ));
    END IF;
    IF moved.kind = 'USE' AND source.kind = 'CARRIED' AND moved."on" > allocation.carried_until THEN
        PERFORM funding_refuse(format(
            'De överförda medlen får användas till och med %s.',
            funding_day(allocation.carried_until)
        ));
    END IF;
    IF moved.kind = 'USE' AND source.kind = 'GRANTED' AND moved.note = '' THEN
        PERFORM funding_refuse('Förklara varför mer är använt än det som är utbetalt.');
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

-- A balance moves by a transfer alone; that a level is closed or opened is no balance.
CREATE OR REPLACE FUNCTION funding_account_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    family bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - '{closed_at,closed_by_id}'::text[]
            = to_jsonb(OLD) - '{closed_at,closed_by_id}'::text[] THEN
            IF NEW.closed_at IS NOT NULL AND NEW.balance <> 0 THEN
                PERFORM funding_refuse(format(
                    'Delarna blir inte det hela: %s är inte uppdelade. Dela upp dem först.',
                    funding_kronor(NEW.balance)
                ));
            END IF;
            RETURN NEW;
        END IF;
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
"""

FROZEN = """
-- What was decided before there were states; and what each allocation was first given.
UPDATE funding_decision d SET state = 'PROPOSED', proposed_at = now() WHERE EXISTS (
    SELECT 1 FROM funding_concurrence WHERE decision_id = d.id
);
UPDATE funding_decision d SET state = 'DECIDED', proposed_at = said.at, ended_at = said.at
FROM (
    SELECT decision_id, max(answered_at) AS at FROM funding_concurrence
    GROUP BY decision_id HAVING bool_and(answer = 'YES')
) said WHERE said.decision_id = d.id;
UPDATE funding_allocation a SET committed = first.amount
FROM (
    SELECT DISTINCT ON (c.allocation_id) c.allocation_id, t.amount
    FROM funding_transfer t JOIN funding_account c ON c.id = t.target_id
    WHERE t.kind = 'ALLOCATE' ORDER BY c.allocation_id, t.id
) first WHERE first.allocation_id = a.id;

DROP TRIGGER funding_decision_frozen ON funding_decision;
CREATE TRIGGER funding_decision_prepared BEFORE UPDATE ON funding_decision
    FOR EACH ROW WHEN (
        OLD.prepared_by_id IS DISTINCT FROM NEW.prepared_by_id
        OR OLD.county_id IS DISTINCT FROM NEW.county_id
    ) EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_decision_frozen BEFORE UPDATE ON funding_decision
    FOR EACH ROW WHEN (
        OLD.state <> 'DRAFT' AND (
            NEW.state = 'DRAFT'
            OR (OLD.kind, OLD.body, OLD.decided_on, OLD.title, OLD.text, OLD.follows_id)
                IS DISTINCT FROM
                (NEW.kind, NEW.body, NEW.decided_on, NEW.title, NEW.text, NEW.follows_id)
        )
    ) EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_decision_ended BEFORE UPDATE ON funding_decision
    FOR EACH ROW WHEN (
        OLD.state IN ('DECIDED', 'RETURNED', 'DECLINED') AND OLD.state <> NEW.state
    ) EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_decision_kept BEFORE DELETE ON funding_decision
    FOR EACH ROW WHEN (OLD.state <> 'DRAFT') EXECUTE FUNCTION portal_append_only();

CREATE FUNCTION funding_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_decision
        WHERE state <> 'DRAFT' AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.decision_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.decision_id END
        )
    ) THEN
        PERFORM funding_refuse(
            'Beslutet är framlagt. Det ändras bara av ett nytt beslut som följer på det.'
        );
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER funding_item_guard BEFORE INSERT OR UPDATE OR DELETE ON funding_decisionitem
    FOR EACH ROW EXECUTE FUNCTION funding_item_guard();

CREATE TRIGGER funding_frame_holder BEFORE UPDATE ON funding_frame
    FOR EACH ROW WHEN (OLD.actor_id IS DISTINCT FROM NEW.actor_id)
    EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_allocation_committed BEFORE UPDATE ON funding_allocation
    FOR EACH ROW WHEN (
        (OLD.committed, OLD.item_id, OLD.override_reason)
        IS DISTINCT FROM (NEW.committed, NEW.item_id, NEW.override_reason)
    ) EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_keyshare_kept BEFORE UPDATE OR DELETE ON funding_keyshare
    FOR EACH ROW EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_return_frozen BEFORE UPDATE ON funding_return
    FOR EACH ROW WHEN (
        OLD.state IN ('CERTIFIED', 'SENT_BACK', 'ACCEPTED')
        AND (
            to_jsonb(OLD) - '{state,answer,answered_at,answered_by_id,lock}'::text[]
            IS DISTINCT FROM
            to_jsonb(NEW) - '{state,answer,answered_at,answered_by_id,lock}'::text[]
        )
    ) EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER funding_return_kept BEFORE DELETE ON funding_return
    FOR EACH ROW WHEN (OLD.state IN ('CERTIFIED', 'SENT_BACK', 'ACCEPTED'))
    EXECUTE FUNCTION portal_append_only();

CREATE OR REPLACE FUNCTION funding_concurrence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM funding_conflict c
        JOIN funding_decisionitem i ON i.application_id = c.application_id
        WHERE i.decision_id = NEW.decision_id AND c.person_id = NEW.answered_by_id
    ) THEN
        PERFORM funding_refuse('Den som är jävig i en ansökan kan inte svara på beslutet om den.');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Row-level security, as portal/fence.py says: a draft is for its applicant's people.
CREATE POLICY fence ON funding_application USING (
    (SELECT portal_sees_everything())
    OR state <> 'DRAFT'
    OR applicant_id = ANY ((SELECT portal_ids('actors'))::bigint[])
);
ALTER TABLE funding_application ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- What it was before it was sent in stays with the applicant, also afterwards.
CREATE POLICY fence ON funding_applicationchange USING (
    (SELECT portal_sees_everything())
    OR state <> 'DRAFT'
    OR applicant_id = ANY ((SELECT portal_ids('actors'))::bigint[])
);
ALTER TABLE funding_applicationchange ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""

# The history of its parts is seen by who sees the application itself.
OF_APPLICATION = [
    "budgetline",
    "question",
    "applicationcoapplicantslink",
    "applicationfocuseslink",
    "applicationtargetgroupslink",
    "applicationactivitieslink",
]
FENCE = """
CREATE POLICY fence ON funding_{table}change USING (
    (SELECT portal_sees_everything())
    OR EXISTS (SELECT 1 FROM funding_application application WHERE application.id = application_id)
);
ALTER TABLE funding_{table}change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Not reversible: the ledger may by now hold what the older guards would refuse."""

    dependencies = [("funding", "0005_chain")]
    operations = [
        migrations.RunSQL(LEDGER),
        migrations.RunSQL(FROZEN),
        *(migrations.RunSQL(FENCE.format(table=table)) for table in OF_APPLICATION),
    ]
