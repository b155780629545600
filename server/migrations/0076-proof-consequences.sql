-- What follows for each declaration that drew of a proof, or waits for it, from what was determined of it. Carried out one by one after the determination.
CREATE TABLE proof_consequence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proof uuid NOT NULL REFERENCES proof,
  mrn text NOT NULL,
  items integer[] NOT NULL,
  kind text NOT NULL CHECK (kind IN ('suspend', 'grant', 'deny')),
  reasons jsonb NOT NULL,
  -- Until when a declarant whose goods are gone is heard, where the law has no time for it.
  hear_until date,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  result text CHECK (result IN ('suspended', 'granted', 'denied', 'hearing', 'nothing')),
  -- Why it could not be carried out when it was last tried.
  problem text,
  done_at timestamptz,
  CHECK ((result IS NULL) = (done_at IS NULL))
);
CREATE INDEX proof_consequence_waiting ON proof_consequence (id) WHERE result IS NULL;
CREATE INDEX proof_consequence_of ON proof_consequence (proof, id);
GRANT SELECT, INSERT ON proof_consequence TO lintas_app;
GRANT UPDATE (result, problem, done_at) ON proof_consequence TO lintas_app;
GRANT SELECT ON proof_consequence TO lintas_reader;

-- Since when preference on a proof is suspended: what was drawn from then on waits, what was drawn before was accepted.
ALTER TABLE proof ADD COLUMN suspended_at timestamptz;
GRANT UPDATE (suspended_at) ON proof TO lintas_app;
