-- What this state tells others of what it watches: by digests under a key of its own for each other state.
CREATE TABLE indicator_key (
  to_state text PRIMARY KEY,
  -- 32 bytes in hexadecimal. Told to that state alone, with the indicators.
  key text NOT NULL,
  made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON indicator_key TO lintas_app;

CREATE TABLE indicator_share (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  entry uuid NOT NULL REFERENCES risk_register_entry,
  to_state text NOT NULL,
  body json NOT NULL,
  shared_by text NOT NULL,
  shared_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal text,
  -- 1 as it was shared, 2 once it was withdrawn; what of it the other state has, and its last receipt.
  version integer NOT NULL DEFAULT 1,
  delivered integer NOT NULL DEFAULT 0,
  receipt json,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX indicator_share_once ON indicator_share (entry, to_state) WHERE withdrawn_at IS NULL;
CREATE INDEX indicator_share_listed ON indicator_share (listed DESC);
CREATE INDEX indicator_share_waiting ON indicator_share (listed) WHERE delivered < version;
GRANT SELECT, INSERT, UPDATE (withdrawn_by, withdrawn_at, withdrawal, version, delivered, receipt) ON indicator_share TO lintas_app;
GRANT SELECT ON indicator_share TO lintas_reader;

-- What other states told. It is used from a supervisor's word on, until its last day or until its sender withdraws it.
CREATE TABLE shared_indicator (
  from_state text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- Absent where its withdrawal came first.
  body json,
  received_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawal text,
  decision text CHECK (decision IN ('in-use', 'refused')),
  decided_by text,
  decided_at timestamptz,
  refusal text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (from_state, id)
);
CREATE INDEX shared_indicator_listed ON shared_indicator (listed DESC);
GRANT SELECT, INSERT, UPDATE (version, body, withdrawn_at, withdrawal, decision, decided_by, decided_at, refusal) ON shared_indicator TO lintas_app;
