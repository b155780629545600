-- What customs sees and decides in a manifest before anything of it is declared, and declarations that do not match a manifest which came after them.

CREATE TABLE manifest_screening (
  manifest text NOT NULL,
  version integer NOT NULL,
  screened_on date NOT NULL,
  hits json NOT NULL,
  PRIMARY KEY (manifest, version),
  FOREIGN KEY (manifest, version) REFERENCES manifest_version
);

-- Do not load, hold, ask for information; and what undoes each. The words are the officer's and the carrier's own.
CREATE TABLE manifest_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  manifest text NOT NULL REFERENCES manifest,
  kind text NOT NULL CHECK (kind IN ('do-not-load', 'permit-loading', 'hold', 'lift-hold', 'request-information')),
  -- Numbers of transport documents; null for all.
  documents json,
  words text NOT NULL,
  due_on date,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  answer text,
  answered_by text,
  answered_at timestamptz
);
CREATE INDEX manifest_decision_by_manifest ON manifest_decision (manifest, id);

-- Found once for each version of the manifest.
CREATE TABLE cargo_mismatch (
  manifest text NOT NULL REFERENCES manifest,
  version integer NOT NULL,
  mrn text NOT NULL REFERENCES declaration,
  issues json NOT NULL,
  found_on date NOT NULL,
  PRIMARY KEY (manifest, version, mrn)
);

-- A hold that a manifest asks for is a hit of its own kind.
ALTER TABLE risk_hit DROP CONSTRAINT risk_hit_source_check,
  ADD CONSTRAINT risk_hit_source_check CHECK (source IN ('profile', 'profile-failed', 'random', 'scripted', 'manifest'));

GRANT SELECT, INSERT ON manifest_screening, manifest_decision, cargo_mismatch TO lintas_app;
GRANT UPDATE (answer, answered_by, answered_at) ON manifest_decision TO lintas_app;
GRANT SELECT ON manifest_screening, manifest_decision, cargo_mismatch TO lintas_reader;
