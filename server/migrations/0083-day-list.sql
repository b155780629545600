-- Consignments that a model scored and nothing stopped, as the log is followed: the day's list may pick one.
CREATE TABLE risk_candidate (
  mrn text PRIMARY KEY REFERENCES declaration,
  office text NOT NULL,
  on_day date NOT NULL,
  since timestamptz NOT NULL,
  trader text NOT NULL,
  goods text NOT NULL,
  model integer NOT NULL,
  probability double precision NOT NULL,
  -- What stands or falls with it, in the state's currency.
  charges numeric NOT NULL,
  trusted boolean NOT NULL
);
CREATE INDEX risk_candidate_of_office ON risk_candidate (office, probability DESC);
CREATE INDEX risk_candidate_by_day ON risk_candidate (on_day);
GRANT SELECT, INSERT, DELETE ON risk_candidate TO lintas_app;
GRANT SELECT ON risk_candidate TO lintas_reader;

-- What an officer took from the list: the list as it stood then is the reason.
CREATE TABLE risk_day_pick (
  override uuid PRIMARY KEY REFERENCES risk_override,
  mrn text NOT NULL REFERENCES declaration,
  office text NOT NULL,
  on_day date NOT NULL,
  control text NOT NULL,
  why text NOT NULL CHECK (why IN ('policy', 'exploration')),
  -- Its place on the list, of how many it could take, and what it was ranked by.
  place integer NOT NULL,
  places integer NOT NULL,
  probability numeric NOT NULL,
  revenue_weight numeric NOT NULL,
  trusted boolean NOT NULL,
  taken_by text NOT NULL,
  taken_at timestamptz NOT NULL
);
CREATE INDEX risk_day_pick_on ON risk_day_pick (office, on_day);
GRANT SELECT, INSERT ON risk_day_pick TO lintas_app;
GRANT SELECT ON risk_day_pick TO lintas_reader;

-- Goods that were gone when the list would have had them: to be looked into after release.
CREATE TABLE risk_audit_candidate (
  mrn text PRIMARY KEY REFERENCES declaration,
  office text NOT NULL,
  probability numeric NOT NULL,
  charges numeric NOT NULL,
  noted_by text NOT NULL,
  noted_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX risk_audit_candidate_listed ON risk_audit_candidate (office, listed DESC);
GRANT SELECT, INSERT ON risk_audit_candidate TO lintas_app;
GRANT SELECT ON risk_audit_candidate TO lintas_reader;

-- How many goods an office has inspected today.
CREATE INDEX risk_control_report_at ON risk_control_report (reported_at);
