-- Sheets of product-specific rules of origin: loaded by one person, activated by another, withdrawn where they are found wrong.
CREATE TABLE origin_rule_sheet (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The name of the sheet; of several that were activated under one name the last counts, in the place of one that comes with the project too.
  sheet text NOT NULL,
  head json NOT NULL,
  -- As it was loaded, in CSV.
  rows text NOT NULL,
  row_count integer NOT NULL,
  reason text NOT NULL,
  loaded_by text NOT NULL,
  loaded_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('activated', 'refused')),
  refusal text,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal text,
  is_current boolean NOT NULL DEFAULT false,
  CHECK (NOT is_current OR (decision = 'activated' AND withdrawn_at IS NULL)),
  CONSTRAINT origin_rule_sheet_second_person CHECK (decided_by <> loaded_by)
);
CREATE UNIQUE INDEX origin_rule_sheet_current ON origin_rule_sheet (sheet) WHERE is_current;

GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal, withdrawn_by, withdrawn_at, withdrawal, is_current)
  ON origin_rule_sheet TO lintas_app;
GRANT SELECT ON origin_rule_sheet TO lintas_reader;
