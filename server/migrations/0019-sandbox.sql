-- What a sandbox's clock is set to, for every process of the node. A node in service never looks here.
CREATE TABLE sandbox_clock (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- How far ahead of the real time it is; below zero where it is behind.
  ahead_ms bigint NOT NULL,
  moved_by text NOT NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON sandbox_clock TO lintas_app;
GRANT SELECT ON sandbox_clock TO lintas_reader;

-- A sandbox is told what to ask for, too.
ALTER TABLE risk_hit DROP CONSTRAINT risk_hit_source_check;
ALTER TABLE risk_hit ADD CONSTRAINT risk_hit_source_check CHECK (source IN ('profile', 'profile-failed', 'random', 'scripted'));
