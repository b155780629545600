-- What is settled over goods in regimes: the reconciliation of a period, and drawback on what was exported.

-- The stock of an authorisation over a period, as it was filed: computed, compared with what was counted, kept as it was.
CREATE TABLE regime_reconciliation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  authorisation text NOT NULL REFERENCES regime_authorisation,
  period_from date NOT NULL,
  period_to date NOT NULL,
  body json NOT NULL,
  filed_by text NOT NULL,
  filed_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (period_to >= period_from),
  CONSTRAINT regime_reconciliation_once UNIQUE (authorisation, period_to)
);

-- A claim for the duty of imported materials that left in a product. What it takes of each import is written off there as a link of the export.
CREATE TABLE drawback_claim (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  authorisation text NOT NULL REFERENCES regime_authorisation,
  holder text NOT NULL,
  export_mrn text NOT NULL REFERENCES declaration,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor >= 0),
  body json NOT NULL,
  status text NOT NULL DEFAULT 'claimed' CHECK (status IN ('claimed', 'approved', 'refused')),
  claimed_by text NOT NULL,
  claimed_at timestamptz NOT NULL,
  reasons json,
  decided_by text,
  decided_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (decided_by <> claimed_by)
);
CREATE UNIQUE INDEX drawback_claim_of_export ON drawback_claim (export_mrn) WHERE status <> 'refused';
CREATE INDEX drawback_claim_by_holder ON drawback_claim (holder, listed);

GRANT SELECT, INSERT ON regime_reconciliation, drawback_claim TO lintas_app;
GRANT UPDATE (status, reasons, decided_by, decided_at) ON drawback_claim TO lintas_app;
GRANT SELECT ON regime_reconciliation, drawback_claim TO lintas_reader;
