-- Origin declarations of certified exporters are drawn of in the same ledger as Form D. Their number is the exporting state, the authorisation and the document
-- that carries them; what they certify is told by the state where they were made out, or opened by whoever draws of one first.
ALTER TABLE proof ADD COLUMN kind text NOT NULL DEFAULT 'form-d' CHECK (kind IN ('form-d', 'origin-declaration'));
-- By which anyone may check an origin declaration.
ALTER TABLE proof ADD COLUMN check_number text UNIQUE;
-- An origin declaration that no node told of has no last day here: the day it claims is judged with the claim.
ALTER TABLE proof DROP CONSTRAINT proof_check1;
ALTER TABLE proof ADD CONSTRAINT proof_days CHECK (kind = 'origin-declaration' OR (number IS NULL) = (valid_to IS NULL));
CREATE INDEX proof_of_kind ON proof (kind, listed DESC);

-- What importing states told is used of origin declarations of this state's exporters, by state: whichever used one first, the others are told.
CREATE TABLE declaration_use_told (
  number text NOT NULL,
  state text NOT NULL,
  -- Counts the reports, so that an older one never takes the place of a newer.
  report integer NOT NULL,
  status text NOT NULL,
  items jsonb NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (number, state)
);

GRANT UPDATE (importing_state, check_number) ON proof TO lintas_app;
GRANT UPDATE (unit, quantity) ON proof_item TO lintas_app;
GRANT SELECT, INSERT, UPDATE (report, status, items, told_at) ON declaration_use_told TO lintas_app;
GRANT SELECT ON declaration_use_told TO lintas_reader;
