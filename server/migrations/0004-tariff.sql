-- National tariff schedules, each a version loaded whole from a file and never changed after.
--
-- A version is proposed by one person and takes effect when another approves it. What was decided is a row of its own, so that nothing
-- here is ever updated. Which version is in force on a day follows from these rows alone.

CREATE TABLE tariff_version (
  -- `VN-2023-07-15-1`: state, first day, number for the day; `VN-2023-07-15-sample` for the sample.
  id text PRIMARY KEY,
  valid_from date NOT NULL,
  source text NOT NULL,
  confidence text NOT NULL CHECK (confidence IN ('official', 'secondary', 'assumed')),
  sample boolean NOT NULL DEFAULT false,
  file_sha256 bytea NOT NULL,
  columns text[] NOT NULL,
  rows integer NOT NULL,
  lines integer NOT NULL,
  headings integer NOT NULL,
  problems integer NOT NULL,
  -- The version in force on its first day when it was loaded, and what this one changes in it.
  base text REFERENCES tariff_version,
  added integer NOT NULL,
  removed integer NOT NULL,
  changed integer NOT NULL,
  unchanged integer NOT NULL,
  loaded_by text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  listed bigint GENERATED ALWAYS AS IDENTITY
);
-- The sample is one, however many processes start at once.
CREATE UNIQUE INDEX tariff_sample_once ON tariff_version (sample) WHERE sample;

-- A line keeps each rate as it was read; a column that is absent is not on file.
CREATE TABLE tariff_line (
  version text NOT NULL REFERENCES tariff_version,
  code text NOT NULL,
  row integer NOT NULL,
  unit text,
  description json NOT NULL,
  rates json NOT NULL,
  PRIMARY KEY (version, code)
);

CREATE TABLE tariff_heading (
  version text NOT NULL REFERENCES tariff_version,
  code text NOT NULL,
  row integer NOT NULL,
  description json NOT NULL,
  PRIMARY KEY (version, code)
);

CREATE TABLE tariff_problem (
  version text NOT NULL REFERENCES tariff_version,
  number integer NOT NULL,
  row integer NOT NULL,
  "column" text NOT NULL,
  cell text NOT NULL,
  code text NOT NULL,
  commodity_code text,
  PRIMARY KEY (version, number)
);

CREATE TABLE tariff_decision (
  version text PRIMARY KEY REFERENCES tariff_version,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  reason text,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  listed bigint GENERATED ALWAYS AS IDENTITY
);

GRANT SELECT, INSERT ON tariff_version, tariff_line, tariff_heading, tariff_problem, tariff_decision TO lintas_app;
GRANT SELECT ON tariff_version, tariff_line, tariff_heading, tariff_problem, tariff_decision TO lintas_reader;
