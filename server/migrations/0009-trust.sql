-- What keeps an operator from declaring, over a period. Imposed and lifted by a supervisor, with a reason that the operator is given elsewhere, in writing.

CREATE TABLE operator_restriction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trader_id text NOT NULL,
  restriction text NOT NULL CHECK (restriction IN ('suspended', 'debarred')),
  valid_from date NOT NULL,
  valid_to date,
  reason text NOT NULL,
  imposed_by text NOT NULL,
  imposed_at timestamptz NOT NULL,
  lifted_by text,
  lifted_at timestamptz,
  CHECK (valid_to > valid_from)
);
CREATE INDEX operator_restriction_by_trader ON operator_restriction (trader_id);
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at) ON operator_restriction TO lintas_app;
GRANT SELECT ON operator_restriction TO lintas_reader;
