-- What is owed for declarations, in double entry, and how it is paid. Everything here is only ever added to.

-- Postings: a debit is positive, a credit negative, in minor units. The lines of one journal are written in one statement.
CREATE TABLE ledger_posting (
  journal text NOT NULL,
  line smallint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('charge', 'payment')),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  account text NOT NULL CHECK (account ~ '^(receivable|refunds-payable|clearing|revenue/[a-z0-9-]+)$'),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  minor numeric(30) NOT NULL CHECK (minor <> 0),
  posted_on date NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT now(),
  listed bigint GENERATED ALWAYS AS IDENTITY,
  -- A journal is posted once: whoever posts it again fails here.
  CONSTRAINT ledger_journal_once PRIMARY KEY (journal, line)
);
CREATE INDEX ledger_posting_by_declaration ON ledger_posting (mrn);
CREATE INDEX ledger_posting_by_debtor ON ledger_posting (debtor, listed);

CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added GROUP BY journal, currency HAVING sum(minor) <> 0) THEN
    RAISE EXCEPTION 'a journal does not balance' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_posting
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_balances();

-- What a payer was asked to pay. Its id is the reference the provider repeats in whatever it says about it.
CREATE TABLE payment_request (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  provider text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payment_request_by_declaration ON payment_request (mrn);

-- A payment a provider confirmed, with the receipt given for it. One for each request, whatever the provider says how often.
CREATE TABLE receipt (
  request uuid PRIMARY KEY REFERENCES payment_request,
  number text NOT NULL UNIQUE,
  body json NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now()
);

-- Receipts are numbered without a gap, by year; the row is held until the payment that takes the number is kept.
CREATE TABLE receipt_serial (
  year smallint PRIMARY KEY,
  last integer NOT NULL
);

GRANT SELECT, INSERT ON ledger_posting, payment_request, receipt TO lintas_app;
GRANT SELECT, INSERT, UPDATE ON receipt_serial TO lintas_app;
GRANT SELECT ON ledger_posting, payment_request, receipt, receipt_serial TO lintas_reader;
