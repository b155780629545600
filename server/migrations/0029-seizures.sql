-- Goods that customs seized, and who answered for them from hand to hand. A link of the chain is only ever added, and taken once.

CREATE TABLE seizure (
  -- The number of the adverse decision.
  number text PRIMARY KEY REFERENCES adverse_decision,
  mrn text NOT NULL REFERENCES declaration,
  goods json NOT NULL,
  state text NOT NULL DEFAULT 'seized' CHECK (state IN ('seized', 'restored', 'forfeited')),
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX seizure_by_declaration ON seizure (mrn);
GRANT SELECT, INSERT, UPDATE (state) ON seizure TO lintas_app;
GRANT SELECT ON seizure TO lintas_reader;

CREATE TABLE custody (
  seizure text NOT NULL REFERENCES seizure,
  number integer NOT NULL,
  handover json NOT NULL,
  given_by text,
  given_at timestamptz NOT NULL,
  taken_by text,
  taken_at timestamptz,
  PRIMARY KEY (seizure, number),
  CONSTRAINT custody_two_accounts CHECK (taken_by IS DISTINCT FROM given_by OR taken_by IS NULL),
  CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE (taken_by, taken_at) ON custody TO lintas_app;
GRANT SELECT ON custody TO lintas_reader;

-- What customs means to charge after release, before it does: the declarant is heard first.
CREATE TABLE hearing (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mrn text NOT NULL REFERENCES declaration,
  body json NOT NULL,
  hear_until date NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  answer json,
  answered_at timestamptz,
  outcome text CHECK (outcome IN ('assessed', 'dropped')),
  -- The adverse decisions it led to.
  decisions text[],
  decided_by text,
  decided_at timestamptz,
  CHECK ((outcome IS NULL) = (decided_by IS NULL))
);
CREATE INDEX hearing_by_declaration ON hearing (mrn);
CREATE UNIQUE INDEX hearing_one_open ON hearing (mrn) WHERE outcome IS NULL;
GRANT SELECT, INSERT, UPDATE (answer, answered_at, outcome, decisions, decided_by, decided_at) ON hearing TO lintas_app;
GRANT SELECT ON hearing TO lintas_reader;
