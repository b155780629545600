-- Where the treasury takes part in the clearing itself, money that the clearing returned, money that goes back to whoever sent it, and interest on accounts.

-- The state's account is kept at the clearing itself: orders go out between banks (pacs.008), not from a customer to its bank (pain.001).
ALTER TABLE treasury_account ADD COLUMN in_clearing boolean NOT NULL DEFAULT false, ADD CHECK (NOT in_clearing OR bic IS NOT NULL);
GRANT UPDATE (in_clearing) ON treasury_account TO lintas_app;
ALTER TABLE bank_order ADD COLUMN kind text NOT NULL DEFAULT 'pain.001' CHECK (kind IN ('pain.001', 'pacs.008'));
ALTER TABLE bank_file DROP CONSTRAINT bank_file_kind_check;
ALTER TABLE bank_file ADD CONSTRAINT bank_file_kind_check CHECK (kind IN ('camt.053', 'camt.054', 'pain.002', 'pacs.002', 'pacs.004'));

-- A payout that was made may come back: `returned`, with the reason the clearing gave. One that sends money back to whoever sent it is of no declaration and no
-- debtor, and says itself which account it goes to.
ALTER TABLE payout DROP CONSTRAINT payout_status_check, DROP CONSTRAINT payout_purpose_check;
ALTER TABLE payout
  ALTER COLUMN mrn DROP NOT NULL,
  ALTER COLUMN debtor DROP NOT NULL,
  -- How much came back: less than was paid out where banks kept their charges.
  ADD COLUMN returned_minor numeric(30) CHECK (returned_minor > 0 AND returned_minor <= minor),
  ADD COLUMN payee_holder text,
  ADD COLUMN payee_account text,
  ADD COLUMN payee_bic text,
  ADD CONSTRAINT payout_status_check CHECK (status IN ('ordered', 'paid', 'failed', 'returned')),
  ADD CONSTRAINT payout_purpose_check CHECK (purpose IN ('refund', 'security', 'sending-back')),
  ADD CONSTRAINT payout_of CHECK (CASE WHEN purpose = 'sending-back' THEN mrn IS NULL AND debtor IS NULL AND payee_account IS NOT NULL
    ELSE mrn IS NOT NULL AND debtor IS NOT NULL END),
  ADD CONSTRAINT payout_returned CHECK ((status = 'returned') = (returned_minor IS NOT NULL));
GRANT UPDATE (returned_minor) ON payout TO lintas_app;

-- The account a transfer came from, where the bank says it; and an entry whose money was ordered to go back there.
ALTER TABLE bank_entry DROP CONSTRAINT bank_entry_status_check;
ALTER TABLE bank_entry
  ADD COLUMN party_account text,
  ADD COLUMN party_bic text,
  ADD CONSTRAINT bank_entry_status_check CHECK (status IN ('waiting', 'paid', 'settled', 'suspense', 'sent-back'));

-- Money nobody claims, to be sent back to the account it came from: proposed by one officer, decided by another. One proposal is open for an entry at a time.
CREATE TABLE sending_back (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  entry uuid NOT NULL REFERENCES bank_entry,
  note text NOT NULL,
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'approved', 'refused', 'lapsed')),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  payout uuid UNIQUE REFERENCES payout,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (decided_by <> proposed_by)
);
CREATE UNIQUE INDEX sending_back_open_once ON sending_back (entry) WHERE status = 'proposed';
CREATE INDEX sending_back_of ON sending_back (entry, listed);

-- Interest charged on what a debtor's account owes past the day of its statement, with how it was worked out. A day is charged once.
CREATE TABLE account_interest (
  account uuid NOT NULL REFERENCES debtor_account,
  -- The first day not charged any more.
  until date NOT NULL,
  journal text NOT NULL UNIQUE,
  currency text NOT NULL,
  minor numeric(30) NOT NULL CHECK (minor > 0),
  calculation json NOT NULL,
  charged_on date NOT NULL,
  PRIMARY KEY (account, until)
);

GRANT SELECT, INSERT ON sending_back, account_interest TO lintas_app;
GRANT UPDATE (status, decided_by, decided_at, decision_note, payout) ON sending_back TO lintas_app;
GRANT SELECT ON sending_back, account_interest TO lintas_reader;
