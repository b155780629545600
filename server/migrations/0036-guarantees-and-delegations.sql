-- What a guarantor signed, who was warned of its end, and what officers hand one another.

-- Of a guarantee on paper: a bank's guarantee or a bond. It has a number of the guarantor's and a last day.
ALTER TABLE debtor_account
  ADD COLUMN instrument text CHECK (instrument IN ('bank-guarantee', 'bond')),
  -- The nearest warning of its end that its holder was given, in days before it.
  ADD COLUMN expiry_warned smallint,
  ADD CHECK (instrument IS NULL OR (kind <> 'deferred-payment' AND guarantor IS NOT NULL AND guarantor_reference IS NOT NULL AND valid_to IS NOT NULL));
CREATE INDEX debtor_account_ending ON debtor_account (valid_to) WHERE valid_to IS NOT NULL AND kind <> 'deferred-payment';

GRANT UPDATE (expiry_warned) ON debtor_account TO lintas_app;

-- What one officer hands another of the same office for some days: the own cases, or powers of the own role.
CREATE TABLE delegation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  office text NOT NULL,
  from_account uuid NOT NULL,
  to_account uuid NOT NULL,
  cases boolean NOT NULL,
  powers text[] NOT NULL,
  valid_from date NOT NULL,
  -- The first day on which it is no longer in force.
  valid_to date NOT NULL,
  reason text NOT NULL,
  given_at timestamptz NOT NULL,
  ended_on date,
  ended_by text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (from_account <> to_account),
  CHECK (valid_to > valid_from),
  CHECK (cases OR cardinality(powers) > 0)
);
CREATE INDEX delegation_by_from ON delegation (from_account, valid_to);
CREATE INDEX delegation_by_to ON delegation (to_account, valid_to);
CREATE INDEX delegation_by_office ON delegation (office, listed DESC);

-- Every act done on somebody's behalf, beside its event.
CREATE TABLE delegated_act (
  event bigint PRIMARY KEY,
  delegation uuid NOT NULL REFERENCES delegation,
  by_account text NOT NULL,
  on_behalf_of text NOT NULL,
  subject text NOT NULL,
  subject_id text NOT NULL,
  act text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX delegated_act_by_delegation ON delegated_act (delegation, event DESC);

GRANT SELECT, INSERT ON delegation, delegated_act TO lintas_app;
GRANT UPDATE (ended_on, ended_by) ON delegation TO lintas_app;
GRANT SELECT ON delegation, delegated_act TO lintas_reader;
