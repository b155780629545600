-- Goods relieved in part, goods that leave as they came, goods that are not those that entered, and a later end of what a guarantor signed.

-- The terms on which goods are relieved in part, as they were when the goods entered; and what a part that left was charged for its time.
ALTER TABLE regime_lot ADD COLUMN partial_relief json;
ALTER TABLE regime_movement ADD COLUMN charged json;
GRANT UPDATE (charged) ON regime_movement TO lintas_app;

-- Drawback on goods that leave as they came needs no authorisation: nothing was made of them.
ALTER TABLE drawback_claim ALTER COLUMN authorisation DROP NOT NULL;

ALTER TABLE regime_case DROP CONSTRAINT regime_case_kind_check;
ALTER TABLE regime_case ADD CONSTRAINT regime_case_kind_check
  CHECK (kind IN ('loss', 'waste', 'use', 'shortage', 'surplus', 'extension', 'identification'));

-- A later last day of a guarantee on paper, as its guarantor signed it and its holder asks for it. One is open at a time.
CREATE TABLE guarantee_prolongation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account uuid NOT NULL REFERENCES debtor_account,
  -- The first day on which the guarantee is no longer in force, now and as it is asked for.
  valid_to date NOT NULL,
  until date NOT NULL,
  guarantor_reference text NOT NULL,
  reason text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('granted', 'refused')),
  reasons json,
  decided_by text,
  decided_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (until > valid_to),
  CHECK (decided_by <> asked_by)
);
CREATE UNIQUE INDEX guarantee_prolongation_open ON guarantee_prolongation (account) WHERE outcome IS NULL;
CREATE INDEX guarantee_prolongation_by_account ON guarantee_prolongation (account, listed);

GRANT SELECT, INSERT ON guarantee_prolongation TO lintas_app;
GRANT UPDATE (outcome, reasons, decided_by, decided_at) ON guarantee_prolongation TO lintas_app;
GRANT SELECT ON guarantee_prolongation TO lintas_reader;
