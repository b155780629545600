-- Origin declarations that certified exporters of this state made out here, under a number anyone can check them by.
CREATE TABLE origin_declaration (
  -- Cannot be guessed: whoever has it has the paper.
  number text PRIMARY KEY,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  authorisation text NOT NULL,
  trader text NOT NULL,
  body json NOT NULL,
  -- The document that carries it: one declaration for each that holds.
  document text NOT NULL,
  issued_on date NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  revoked_by text,
  revoked_at timestamptz,
  reason text,
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);
CREATE UNIQUE INDEX origin_declaration_of_document ON origin_declaration (authorisation, document) WHERE revoked_at IS NULL;
CREATE INDEX origin_declaration_by_trader ON origin_declaration (trader, listed DESC);

GRANT SELECT, INSERT, UPDATE (revoked_by, revoked_at, reason) ON origin_declaration TO lintas_app;
GRANT SELECT ON origin_declaration TO lintas_reader;
