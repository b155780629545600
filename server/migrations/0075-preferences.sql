-- Claims to preference after the goods were declared: what is secured while a proof is awaited or checked, by item, and what became of it.
CREATE TABLE preference_deposit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mrn text NOT NULL,
  sequence integer NOT NULL,
  -- The last day for the proof, where one is awaited; none where a proof is checked, or a code is to be settled.
  until date,
  -- The number under which a node keeps the proof, where it has one.
  proof_number text,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('granted', 'denied', 'lapsed')),
  settled_by text,
  settled_at timestamptz,
  CHECK ((outcome IS NULL) = (settled_at IS NULL))
);
CREATE UNIQUE INDEX preference_deposit_open ON preference_deposit (mrn, sequence) WHERE outcome IS NULL;
CREATE INDEX preference_deposit_awaited ON preference_deposit (until) WHERE outcome IS NULL;
CREATE INDEX preference_deposit_of ON preference_deposit (mrn, id);
GRANT SELECT, INSERT ON preference_deposit TO lintas_app;
GRANT UPDATE (proof_number, outcome, settled_by, settled_at) ON preference_deposit TO lintas_app;
GRANT SELECT ON preference_deposit TO lintas_reader;

-- A proof on which preference is suspended while it is verified, and the next day by which somebody has to have done something about it.
ALTER TABLE proof ADD COLUMN suspended boolean NOT NULL DEFAULT false, ADD COLUMN clock_on date;
CREATE INDEX proof_clock ON proof (clock_on) WHERE clock_on IS NOT NULL;
GRANT UPDATE (suspended, clock_on) ON proof TO lintas_app;
