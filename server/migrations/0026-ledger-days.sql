-- The ledger is closed by day; interest and penalties are charged with their calculation; debts are written off by two officers; money that came without
-- a word what it is for has its place.

ALTER TABLE ledger_posting ALTER COLUMN mrn DROP NOT NULL, ALTER COLUMN debtor DROP NOT NULL;
ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_kind_check, DROP CONSTRAINT ledger_posting_account_check;
ALTER TABLE ledger_posting
  ADD CONSTRAINT ledger_posting_kind_check
    CHECK (kind IN ('charge', 'payment', 'deferral', 'deposit', 'pledge', 'discharge', 'draw', 'refund', 'payout', 'interest', 'penalty', 'write-off',
      'receipt', 'settlement')),
  ADD CONSTRAINT ledger_posting_account_check
    CHECK (account ~ '^(receivable|refunds-payable|clearing|payouts|bank|suspense|written-off|(deferred|pledged)/[0-9a-f-]{36}|(securities-held|revenue|expense)/[a-z0-9-]+)$');
-- Postings of a day; they are written in the order of their days, so that a summary of blocks is enough.
CREATE INDEX ledger_posting_by_day ON ledger_posting USING brin (posted_on) WITH (pages_per_range = 32);

-- A calendar day of the ledger that is over: its totals by account as canonical JSON, chained by hash to the day before. Written once.
CREATE TABLE ledger_day (
  day date PRIMARY KEY,
  sha256 bytea NOT NULL,
  body json NOT NULL,
  closed_by text NOT NULL,
  closed_at timestamptz NOT NULL
);

-- The first day to which may be posted. Whoever asks keeps it open until the transaction ends: closing a day waits for those who post to it.
CREATE FUNCTION ledger_open_day() RETURNS date LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('lintas.ledger-day'), 0);
  RETURN coalesce((SELECT max(day) + 1 FROM ledger_day), '-infinity'::date);
END $$;

CREATE OR REPLACE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added GROUP BY journal, currency HAVING sum(minor) <> 0) THEN
    RAISE EXCEPTION 'a journal does not balance' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  IF EXISTS (SELECT FROM added WHERE posted_on <= (SELECT max(day) FROM ledger_day)) THEN
    RAISE EXCEPTION 'a day of the ledger is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_day_open';
  END IF;
  RETURN NULL;
END $$;

-- How interest or a penalty was worked out, for the journal that charged it.
CREATE TABLE added_charge (
  journal text PRIMARY KEY,
  mrn text NOT NULL REFERENCES declaration,
  kind text NOT NULL CHECK (kind IN ('interest', 'penalty')),
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  calculation json NOT NULL,
  charged_on date NOT NULL,
  charged_by text NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX added_charge_by_declaration ON added_charge (mrn, listed);

-- A proposal to give up what is due for lost, and what another officer decided. One is open for a declaration at a time.
CREATE TABLE write_off (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  reason text NOT NULL,
  legal_basis text NOT NULL,
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'approved', 'refused')),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (decided_by <> proposed_by)
);
CREATE UNIQUE INDEX write_off_open_once ON write_off (mrn) WHERE status = 'proposed';
CREATE INDEX write_off_by_declaration ON write_off (mrn, listed);

GRANT SELECT, INSERT ON ledger_day, added_charge, write_off TO lintas_app;
GRANT UPDATE (status, decided_by, decided_at, decision_reason) ON write_off TO lintas_app;
GRANT SELECT ON ledger_day, added_charge, write_off TO lintas_reader;
