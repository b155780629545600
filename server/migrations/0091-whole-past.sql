-- The past counts whatever was declared, inspected or not. An item stands as it was declared first; where it had been amended by the time it was inspected, as what.
ALTER TABLE risk_past ADD COLUMN inspected jsonb;
-- Who wrote it last: what transactions that were still writing when a process read is found by it the next time.
ALTER TABLE risk_past ADD COLUMN written xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX risk_past_written ON risk_past (written);
-- Of this node's own declarations no rate was known before: a nought stood for it.
UPDATE risk_past SET item = item - 'dutyRate' WHERE id LIKE '%/%';

-- How far the log has been read for what was declared: from its beginning.
CREATE TABLE risk_past_cursor (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  position bigint NOT NULL
);
INSERT INTO risk_past_cursor (position) VALUES (0);
GRANT SELECT, UPDATE ON risk_past_cursor TO lintas_app;
GRANT SELECT ON risk_past_cursor TO lintas_reader;

-- How far each thing a model weighs differs of late from the days of its trial, as the night's work found it.
CREATE TABLE risk_feature_drift (
  model integer NOT NULL REFERENCES risk_model,
  feature text NOT NULL,
  psi numeric NOT NULL,
  recent integer NOT NULL,
  before integer NOT NULL,
  computed_on date NOT NULL,
  PRIMARY KEY (model, feature)
);
GRANT SELECT, INSERT, DELETE ON risk_feature_drift TO lintas_app;
GRANT SELECT ON risk_feature_drift TO lintas_reader;

CREATE INDEX risk_day_pick_of ON risk_day_pick (mrn);
