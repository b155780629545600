-- Exporters that declare origin themselves. An application is examined by one person and decided by another.
CREATE TABLE exporter_application (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listed bigint GENERATED ALWAYS AS IDENTITY,
  trader text NOT NULL,
  -- The authorisation it would change, or the one it was granted.
  code text,
  body json NOT NULL,
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  findings json,
  note text,
  examined_by text,
  examined_at timestamptz,
  decision text CHECK (decision IN ('granted', 'refused', 'withdrawn')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  valid_from date,
  valid_to date,
  CHECK (valid_to > valid_from),
  CHECK (decision <> 'granted' OR (code IS NOT NULL AND valid_from IS NOT NULL AND findings IS NOT NULL)),
  CONSTRAINT exporter_application_second_person CHECK (decision = 'withdrawn' OR decided_by <> examined_by)
);
CREATE UNIQUE INDEX exporter_application_open ON exporter_application (trader) WHERE decision IS NULL;
CREATE INDEX exporter_application_by_trader ON exporter_application (trader, listed DESC);
CREATE INDEX exporter_application_listed ON exporter_application (listed);

-- The register: the state's own exporters, and those other states told it of. Entries keep what held on earlier days.
CREATE TABLE certified_exporter (
  state text NOT NULL,
  code text NOT NULL,
  -- Of the state's own.
  trader text,
  entry json NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (state, code)
);
CREATE INDEX certified_exporter_by_trader ON certified_exporter (trader) WHERE trader IS NOT NULL;
CREATE SEQUENCE exporter_number;

-- Lists that states send one another: certified exporters, and officials who sign certificates. One person puts forward, another accepts.
CREATE TABLE origin_list (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('exporters', 'officials')),
  state text NOT NULL,
  entries json NOT NULL,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  CONSTRAINT origin_list_second_person CHECK (decided_by <> proposed_by)
);

CREATE TABLE issuing_official (
  state text NOT NULL,
  key text NOT NULL,
  entry json NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (state, key)
);

GRANT SELECT, INSERT, UPDATE (code, findings, note, examined_by, examined_at, decision, reason, decided_by, decided_at, valid_from, valid_to)
  ON exporter_application TO lintas_app;
GRANT SELECT, INSERT, UPDATE (entry, recorded_at) ON certified_exporter TO lintas_app;
GRANT USAGE ON SEQUENCE exporter_number TO lintas_app;
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal) ON origin_list TO lintas_app;
GRANT SELECT, INSERT, UPDATE (entry, recorded_at) ON issuing_official TO lintas_app;
GRANT SELECT ON exporter_application, certified_exporter, origin_list, issuing_official TO lintas_reader;
