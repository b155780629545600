-- Cost statements that producers keep: what was asked about the origin of a good, and what was determined. Neither changes; a new figure is a new statement.
CREATE TABLE origin_statement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listed bigint GENERATED ALWAYS AS IDENTITY,
  trader text NOT NULL,
  name text NOT NULL,
  question jsonb NOT NULL,
  determination jsonb NOT NULL,
  -- Of a standing determination: its days, the last one not included. A statement for one consignment has none.
  valid_from date,
  valid_to date,
  kept_by text NOT NULL,
  kept_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  CHECK ((valid_from IS NULL) = (valid_to IS NULL)),
  CHECK (valid_to > valid_from),
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX origin_statement_by_trader ON origin_statement (trader, listed DESC);
CREATE INDEX origin_statement_listed ON origin_statement (listed);

GRANT SELECT, INSERT ON origin_statement TO lintas_app;
GRANT UPDATE (withdrawn_by, withdrawn_at) ON origin_statement TO lintas_app;
GRANT SELECT ON origin_statement TO lintas_reader;
