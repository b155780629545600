-- What this state offers others of its profiles: the question and why it is asked, never whom it is about.
CREATE TABLE profile_offer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  profile text NOT NULL,
  profile_version integer NOT NULL,
  to_state text NOT NULL,
  body json NOT NULL,
  offered_by text NOT NULL,
  offered_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal text,
  -- 1 as it was offered, 2 once it was withdrawn; what of it the other state has, and its last receipt.
  version integer NOT NULL DEFAULT 1,
  delivered integer NOT NULL DEFAULT 0,
  receipt json,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  FOREIGN KEY (profile, profile_version) REFERENCES risk_profile (id, version)
);
CREATE UNIQUE INDEX profile_offer_once ON profile_offer (profile, profile_version, to_state) WHERE withdrawn_at IS NULL;
CREATE INDEX profile_offer_listed ON profile_offer (listed DESC);
CREATE INDEX profile_offer_waiting ON profile_offer (listed) WHERE delivered < version;
GRANT SELECT, INSERT, UPDATE (withdrawn_by, withdrawn_at, withdrawal, version, delivered, receipt) ON profile_offer TO lintas_app;
GRANT SELECT ON profile_offer TO lintas_reader;

-- What other states offered. It runs nowhere: an officer here makes a draft of it, which is tried and approved like every other.
CREATE TABLE offered_profile (
  from_state text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- Absent where its withdrawal came first.
  body json,
  received_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawal text,
  -- The version of an own profile that was made of it, or why none is.
  profile text,
  profile_version integer,
  refusal text,
  decided_by text,
  decided_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (from_state, id),
  FOREIGN KEY (profile, profile_version) REFERENCES risk_profile (id, version)
);
CREATE INDEX offered_profile_listed ON offered_profile (listed DESC);
CREATE UNIQUE INDEX offered_profile_drafted ON offered_profile (profile, profile_version);
GRANT SELECT, INSERT, UPDATE (version, body, withdrawn_at, withdrawal, profile, profile_version, refusal, decided_by, decided_at) ON offered_profile TO lintas_app;
GRANT SELECT ON offered_profile TO lintas_reader;
