-- Statements of debtors' accounts, charges that wait to be deferred, and refunds of what was overpaid.

-- A month of an account, as it was told to its holder. Given once.
CREATE TABLE account_statement (
  account uuid NOT NULL REFERENCES debtor_account,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  ends_on date NOT NULL,
  closing_minor numeric(30) NOT NULL,
  due_on date NOT NULL,
  body json NOT NULL,
  issued_at timestamptz NOT NULL,
  PRIMARY KEY (account, month)
);

-- A declaration whose charges are to go to an account as soon as it is lodged, written with the lodging itself; or why they did not.
CREATE TABLE deferral_wanted (
  mrn text PRIMARY KEY REFERENCES declaration,
  account uuid NOT NULL REFERENCES debtor_account,
  refused json
);
CREATE INDEX deferral_wanted_open ON deferral_wanted (mrn) WHERE refused IS NULL;

-- A claim for what was overpaid, or customs' own proposal. One is open for a declaration at a time.
CREATE TABLE refund (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  reason text NOT NULL,
  status text NOT NULL DEFAULT 'claimed' CHECK (status IN ('claimed', 'approved-once', 'approved', 'refused')),
  claimed_by text NOT NULL,
  claimed_at timestamptz NOT NULL,
  -- What was set off against other debts, and the payout of the rest.
  set_off_minor numeric(30) NOT NULL DEFAULT 0,
  payout uuid REFERENCES payout,
  revision integer NOT NULL DEFAULT 1,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX refund_open_once ON refund (mrn) WHERE status IN ('claimed', 'approved-once');
CREATE INDEX refund_by_debtor ON refund (debtor, listed);
CREATE INDEX ledger_posting_refunds_payable ON ledger_posting (mrn) WHERE account = 'refunds-payable';

-- What each officer decided about a refund; of two who must agree, each once.
CREATE TABLE refund_decision (
  refund uuid NOT NULL REFERENCES refund,
  by_account text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'refused')),
  reasons json NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (refund, by_account)
);

GRANT SELECT, INSERT ON account_statement, deferral_wanted, refund, refund_decision TO lintas_app;
GRANT UPDATE (account, refused) ON deferral_wanted TO lintas_app;
GRANT DELETE ON deferral_wanted TO lintas_app;
GRANT UPDATE (status, set_off_minor, payout, revision) ON refund TO lintas_app;
GRANT SELECT ON account_statement, deferral_wanted, refund, refund_decision TO lintas_reader;
