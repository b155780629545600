-- Who is looked at, and why. Nothing here is ever read for a trader.

-- Profiles in versions. What one asks for is never changed; it waits for a second person, runs for its time, and may be retired early.
CREATE TABLE risk_profile (
  id text NOT NULL,
  version integer NOT NULL,
  body json NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  approved_by text,
  approved_at timestamptz,
  retired_by text,
  retired_at timestamptz,
  PRIMARY KEY (id, version),
  CHECK (valid_to > valid_from),
  CONSTRAINT risk_profile_second_person CHECK (approved_by <> proposed_by)
);
GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, retired_by, retired_at) ON risk_profile TO lintas_app;
GRANT SELECT ON risk_profile TO lintas_reader;

-- The secret a day's lots are drawn with. Its commitment is in the events before the day; the secret itself is told after it.
CREATE TABLE random_day (
  day date PRIMARY KEY,
  secret text NOT NULL,
  commitment text NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON random_day TO lintas_app;
GRANT SELECT (day, commitment, committed_at) ON random_day TO lintas_reader;

-- Consignments by transport document and goods, bound to the day they were first lodged.
CREATE TABLE random_lot (
  key text PRIMARY KEY,
  transport_key text NOT NULL,
  day date NOT NULL,
  drawn boolean NOT NULL
);
CREATE INDEX random_lot_drawn ON random_lot (transport_key) WHERE drawn;
GRANT SELECT, INSERT ON random_lot TO lintas_app;

-- Which profiles picked which consignments; the reasons stand in the decisions themselves.
CREATE TABLE risk_hit (
  mrn text NOT NULL REFERENCES declaration,
  decision integer NOT NULL,
  profile text NOT NULL,
  version integer NOT NULL,
  source text NOT NULL CHECK (source IN ('profile', 'profile-failed', 'random')),
  capped boolean NOT NULL,
  hit_on date NOT NULL,
  PRIMARY KEY (mrn, decision, profile, source)
);
CREATE INDEX risk_hit_by_day ON risk_hit (hit_on, profile);

-- Controls asked of a declaration, and what officers found.
CREATE TABLE risk_control (
  mrn text NOT NULL REFERENCES declaration,
  id text NOT NULL,
  control text NOT NULL,
  document_version integer NOT NULL,
  -- The hits that asked for it, as `profile@version`.
  hits json NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (mrn, id),
  UNIQUE (mrn, control, document_version)
);

CREATE TABLE risk_control_report (
  mrn text NOT NULL,
  id text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('clean', 'minor', 'discrepancy')),
  body json NOT NULL,
  reported_by text NOT NULL,
  office text NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (mrn, id),
  FOREIGN KEY (mrn, id) REFERENCES risk_control
);

-- The officers' queue: one row a declaration that has, or had, a control before release. The rows that move.
CREATE TABLE risk_case (
  mrn text PRIMARY KEY REFERENCES declaration,
  office text NOT NULL,
  lane text NOT NULL,
  rank integer NOT NULL,
  -- What the queue shows of the consignment: trader, goods, value.
  summary json NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  assigned_to text,
  assigned_at timestamptz,
  closed_at timestamptz
);
CREATE INDEX risk_case_queue ON risk_case (rank DESC, opened_at, mrn) WHERE closed_at IS NULL;
CREATE INDEX risk_case_queue_of_office ON risk_case (office, rank DESC, opened_at, mrn) WHERE closed_at IS NULL;

GRANT SELECT, INSERT ON risk_hit, risk_control, risk_control_report TO lintas_app;
GRANT SELECT, INSERT, UPDATE ON risk_case TO lintas_app;
GRANT SELECT ON risk_hit, risk_control, risk_control_report, risk_case TO lintas_reader;
