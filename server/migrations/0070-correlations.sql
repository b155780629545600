-- Correlation tables between versions of the nomenclature: proposed by one person, in force when another approves them, taking effect on their first day.

CREATE TABLE tariff_correlation (
  -- `VN-C-2028-01-01-1`: state, first day, number for the day.
  id text PRIMARY KEY,
  valid_from date NOT NULL,
  source text NOT NULL,
  confidence text NOT NULL CHECK (confidence IN ('official', 'secondary', 'assumed')),
  file_sha256 bytea NOT NULL,
  pairs integer NOT NULL,
  -- How many pairs of each kind, and how many new codes the schedule of the first day did not have when it was loaded.
  kinds json NOT NULL,
  not_in_schedule integer NOT NULL,
  loaded_by text NOT NULL,
  loaded_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE tariff_correlation_pair (
  correlation text NOT NULL REFERENCES tariff_correlation,
  old_code text NOT NULL CHECK (old_code ~ '^[0-9]{6,12}$'),
  new_code text NOT NULL CHECK (new_code ~ '^[0-9]{6,12}$'),
  PRIMARY KEY (correlation, old_code, new_code)
);

CREATE TABLE tariff_correlation_decision (
  correlation text PRIMARY KEY REFERENCES tariff_correlation,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  reason text,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL
);

-- When a table took effect: once, on its first day or when it was approved after it.
CREATE TABLE tariff_correlation_activation (
  correlation text PRIMARY KEY REFERENCES tariff_correlation,
  activated_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON tariff_correlation, tariff_correlation_pair, tariff_correlation_decision, tariff_correlation_activation TO lintas_app;
GRANT SELECT ON tariff_correlation, tariff_correlation_pair, tariff_correlation_decision, tariff_correlation_activation TO lintas_reader;

-- A code through the versions of the schedule.
CREATE INDEX tariff_line_of_code ON tariff_line (code);

-- Evidence whose code a table tells of: moved to the one code that took its place, or asked about until somebody says which of several it is.
CREATE TABLE classification_recheck (
  evidence bigint NOT NULL REFERENCES classification_evidence ON DELETE CASCADE,
  correlation text NOT NULL REFERENCES tariff_correlation,
  -- The code before, and those that may have taken its place.
  was text NOT NULL,
  successors text[] NOT NULL,
  -- The code since; absent while it is asked about.
  code text,
  rechecked_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (evidence, correlation)
);
CREATE INDEX classification_recheck_of_evidence ON classification_recheck (evidence, listed DESC);
CREATE INDEX classification_recheck_asked ON classification_recheck (listed) WHERE code IS NULL;
-- The tables by which evidence was looked at again.
CREATE TABLE classification_rechecked (correlation text PRIMARY KEY REFERENCES tariff_correlation);
GRANT SELECT, INSERT ON classification_recheck, classification_rechecked TO lintas_app;
GRANT UPDATE (code, decided_by, decided_at) ON classification_recheck TO lintas_app;
GRANT SELECT ON classification_recheck, classification_rechecked TO lintas_reader;
-- What was learned is learned anew once codes of the evidence moved.
ALTER TABLE classification_memory ADD COLUMN moved bigint NOT NULL DEFAULT 0;

-- Lists of codes are looked at again, too: an alert says what took the place of a code.
ALTER TABLE watch_alert DROP CONSTRAINT watch_alert_subject_check;
ALTER TABLE watch_alert ADD CONSTRAINT watch_alert_subject_check CHECK (subject IN ('law', 'tariff', 'quota', 'correlation'));
ALTER TABLE watch_alert ADD COLUMN successors text[];
ALTER TABLE watch_alert DROP CONSTRAINT watch_alert_list_event_id_about_key;
CREATE UNIQUE INDEX watch_alert_once ON watch_alert (list, event_id, about, what, codes);
GRANT UPDATE (codes) ON watch_list TO lintas_app;
