-- Security held for declarations, debtors' accounts it may be reserved on, and money that goes back.

-- A trader's account with customs: charges deferred to it, or a guarantee that security is reserved on. Proposed by one administrator and
-- opened by another.
CREATE TABLE debtor_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- As its holder writes it in a declaration: `VN-D-000012`.
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('deferred-payment', 'comprehensive-guarantee', 'individual-guarantee')),
  trader text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- What may stand on it at once; of a guarantee, its reference amount.
  limit_minor numeric(30) NOT NULL CHECK (limit_minor > 0),
  -- What stands on it: all postings to `deferred/<id>` and `pledged/<id>`, moved in the statement that posts them.
  used_minor numeric(30) NOT NULL DEFAULT 0,
  -- When what is deferred falls due, where the law of the state does not say.
  term json,
  -- Of a guarantee: who stands in for the debtor, the guarantor's own number of it, and the one declaration it is for.
  guarantor text,
  guarantor_reference text,
  mrn text REFERENCES declaration,
  valid_from date NOT NULL,
  valid_to date,
  -- Whether charges are deferred to it of themselves.
  standing boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'open', 'rejected', 'suspended', 'closed')),
  reason text,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (valid_to > valid_from),
  CHECK (decided_by <> proposed_by)
);
CREATE INDEX debtor_account_by_trader ON debtor_account (trader, listed);
-- A trader says once where its charges go of themselves.
CREATE UNIQUE INDEX debtor_account_standing_once ON debtor_account (trader) WHERE standing;
CREATE SEQUENCE debtor_account_serial;

-- A mandate may let an agent use the principal's accounts.
ALTER TABLE mandate DROP CONSTRAINT mandate_scopes_check;
ALTER TABLE mandate ADD CONSTRAINT mandate_scopes_check CHECK (scopes <@ '{import,export,transit,payment}' AND cardinality(scopes) > 0);

ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_kind_check, DROP CONSTRAINT ledger_posting_account_check;
ALTER TABLE ledger_posting
  ADD CONSTRAINT ledger_posting_kind_check
    CHECK (kind IN ('charge', 'payment', 'deferral', 'deposit', 'pledge', 'discharge', 'draw', 'refund', 'payout')),
  ADD CONSTRAINT ledger_posting_account_check
    CHECK (account ~ '^(receivable|refunds-payable|clearing|payouts|(deferred|pledged)/[0-9a-f-]{36}|(securities-held|revenue)/[a-z0-9-]+)$');
-- What stands on one debtor's account, line by line.
CREATE INDEX ledger_posting_by_account ON ledger_posting (account, listed) WHERE account LIKE 'deferred/%' OR account LIKE 'pledged/%';

-- Security given for a declaration: money (`request`: the payment that brought it) or a reservation on a debtor's account.
CREATE TABLE security (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  reason text NOT NULL,
  debtor text NOT NULL,
  request uuid UNIQUE REFERENCES payment_request,
  account uuid REFERENCES debtor_account,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  -- What is neither given back nor drawn; how often something was.
  open_minor numeric(30) NOT NULL CHECK (open_minor >= 0 AND open_minor <= minor),
  turns integer NOT NULL DEFAULT 0,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK ((request IS NULL) <> (account IS NULL))
);
CREATE INDEX security_by_declaration ON security (mrn, listed);
CREATE INDEX security_by_debtor ON security (debtor, listed);

-- What a payer is asked to pay: charges, a deposit as security for a reason, or what stands on a debtor's account.
ALTER TABLE payment_request
  ALTER COLUMN mrn DROP NOT NULL,
  ADD COLUMN reason text,
  ADD COLUMN account uuid REFERENCES debtor_account,
  ADD CHECK ((mrn IS NULL) = (account IS NOT NULL)),
  ADD CHECK (reason IS NULL OR mrn IS NOT NULL);
CREATE INDEX payment_request_by_account ON payment_request (account) WHERE account IS NOT NULL;

-- Money on its way back to a debtor. Its id is the reference the provider repeats; `again_of` is the one that failed before it.
CREATE TABLE payout (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  purpose text NOT NULL CHECK (purpose IN ('refund', 'security')),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  status text NOT NULL DEFAULT 'ordered' CHECK (status IN ('ordered', 'paid', 'failed')),
  reference text,
  again_of uuid UNIQUE REFERENCES payout,
  ordered_by text NOT NULL,
  ordered_at timestamptz NOT NULL,
  ended_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX payout_by_declaration ON payout (mrn, listed);
CREATE INDEX payout_by_debtor ON payout (debtor, listed);

GRANT SELECT, INSERT ON debtor_account, security, payout TO lintas_app;
GRANT UPDATE (used_minor, limit_minor, term, valid_to, standing, status, reason, decided_by, decided_at, revision) ON debtor_account TO lintas_app;
GRANT UPDATE (open_minor, turns) ON security TO lintas_app;
GRANT UPDATE (status, reference, ended_at) ON payout TO lintas_app;
GRANT USAGE ON SEQUENCE debtor_account_serial TO lintas_app;
GRANT SELECT ON debtor_account, security, payout TO lintas_reader;
