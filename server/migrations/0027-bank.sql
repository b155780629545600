-- The state's account with its bank: statements that come in, orders that go out, and what the provider's books say.

-- The state's own account: where payers transfer to, and from which is paid out. One.
CREATE TABLE treasury_account (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  holder text NOT NULL,
  account text NOT NULL,
  bic text,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);

-- Where a trader is paid.
CREATE TABLE payee_account (
  trader text PRIMARY KEY,
  holder text NOT NULL,
  account text NOT NULL,
  bic text,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);

-- A file of the bank that was taken. The same one is taken once.
CREATE TABLE bank_file (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('camt.053', 'camt.054', 'pain.002')),
  message_id text NOT NULL,
  sha256 bytea NOT NULL,
  imported_by text NOT NULL,
  imported_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  UNIQUE (kind, message_id)
);

-- A movement of the state's account, kept with its file and posted by itself: whatever dies in between, each is posted once. `key`: by what the bank calls it, so
-- that a statement and a notification of the same movement are one.
CREATE TABLE bank_entry (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  file uuid NOT NULL REFERENCES bank_file,
  key text NOT NULL UNIQUE,
  direction text NOT NULL CHECK (direction IN ('credit', 'debit')),
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  booked_on date NOT NULL,
  words json NOT NULL,
  party text,
  -- waiting: to be posted; paid: paid a debt; settled: the bank has what was posted as taken or paid out; suspense: nobody knows what it is for
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'paid', 'settled', 'suspense')),
  request uuid REFERENCES payment_request,
  payout uuid REFERENCES payout,
  found_by text,
  found_at timestamptz,
  note text,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX bank_entry_open ON bank_entry (listed) WHERE status IN ('waiting', 'suspense');
CREATE INDEX bank_entry_by_request ON bank_entry (request) WHERE request IS NOT NULL;
CREATE INDEX bank_entry_by_payout ON bank_entry (payout) WHERE payout IS NOT NULL;

-- A file of orders to the bank. A payout is in one of them, once.
CREATE TABLE bank_order (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  message_id text NOT NULL UNIQUE,
  day date NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  xml text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
ALTER TABLE payout ADD COLUMN bank_order uuid REFERENCES bank_order;
CREATE INDEX payout_to_order ON payout (listed) WHERE status = 'ordered' AND bank_order IS NULL;

-- Our payments compared with a provider's books over some days, and what came of each difference.
CREATE TABLE reconciliation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  provider text NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  sha256 bytea NOT NULL,
  matched integer NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  UNIQUE (provider, from_on, to_on, sha256)
);
CREATE TABLE reconciliation_case (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reconciliation uuid NOT NULL REFERENCES reconciliation,
  reference text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missing-here', 'missing-there', 'amount-differs', 'repeated-there')),
  currency text NOT NULL,
  ours_minor numeric(30),
  theirs_minor numeric(30),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'settled')),
  outcome text CHECK (outcome IN ('taken', 'noted')),
  note text,
  settled_by text,
  settled_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX reconciliation_case_of ON reconciliation_case (reconciliation, listed);

-- A debt paid in parts by agreement. One is open for a declaration at a time.
CREATE TABLE instalment_plan (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  debtor text NOT NULL,
  currency text NOT NULL,
  -- What it is about: the charges that were open when it was applied for.
  minor numeric(30) NOT NULL CHECK (minor > 0),
  reason text NOT NULL,
  law_row text NOT NULL,
  status text NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'agreed', 'refused', 'kept', 'broken')),
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (decided_by <> applied_by)
);
CREATE UNIQUE INDEX instalment_plan_open_once ON instalment_plan (mrn) WHERE status IN ('applied', 'agreed');
CREATE INDEX instalment_plan_agreed ON instalment_plan (listed) WHERE status = 'agreed';
CREATE TABLE instalment (
  plan uuid NOT NULL REFERENCES instalment_plan,
  number smallint NOT NULL,
  due_on date NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  PRIMARY KEY (plan, number)
);

-- A guarantor asked to pay by a day; what is not paid then is drawn. One is open for a declaration and guarantee at a time.
CREATE TABLE guarantee_call (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  account uuid NOT NULL REFERENCES debtor_account,
  reason text NOT NULL,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  pay_by date NOT NULL,
  status text NOT NULL DEFAULT 'demanded' CHECK (status IN ('demanded', 'paid', 'drawn', 'withdrawn')),
  drawn_minor numeric(30),
  demanded_by text NOT NULL,
  demanded_at timestamptz NOT NULL,
  ended_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX guarantee_call_open_once ON guarantee_call (mrn, account) WHERE status = 'demanded';

GRANT SELECT, INSERT ON treasury_account, payee_account, bank_file, bank_entry, bank_order, reconciliation, reconciliation_case, instalment_plan, instalment,
  guarantee_call TO lintas_app;
GRANT UPDATE (holder, account, bic, set_by, set_at) ON treasury_account, payee_account TO lintas_app;
GRANT UPDATE (status, request, payout, found_by, found_at, note) ON bank_entry TO lintas_app;
GRANT UPDATE (bank_order) ON payout TO lintas_app;
GRANT UPDATE (status, outcome, note, settled_by, settled_at) ON reconciliation_case TO lintas_app;
GRANT UPDATE (status, decided_by, decided_at, decision_reason) ON instalment_plan TO lintas_app;
GRANT UPDATE (status, drawn_minor, ended_at) ON guarantee_call TO lintas_app;
GRANT SELECT ON treasury_account, payee_account, bank_file, bank_entry, bank_order, reconciliation, reconciliation_case, instalment_plan, instalment, guarantee_call
  TO lintas_reader;
