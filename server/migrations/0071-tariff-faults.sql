-- What is wrong with the tariff data a node publishes: told by anybody or found in the file, judged by customs, shown to everybody without a name.

CREATE TABLE tariff_fault (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  found_by text NOT NULL CHECK (found_by IN ('report', 'file')),
  standing text NOT NULL CHECK (standing IN ('reported', 'confirmed', 'mended', 'rejected')),
  -- The code it is about; absent where it is about the whole schedule.
  commodity_code text CHECK (commodity_code ~ '^[0-9]{2,12}$'),
  field text NOT NULL CHECK (field IN ('code', 'description', 'unit', 'rate', 'other')),
  -- The column of the schedule, such as `atiga`.
  "column" text,
  -- The version it was found in.
  version text REFERENCES tariff_version,
  -- What whoever told it wrote: for customs alone.
  report text,
  report_sha256 bytea UNIQUE,
  -- What the file has, as an issue code and the cell.
  problem text,
  cell text,
  -- Customs' own words, for everybody.
  said text,
  known_since date NOT NULL,
  reported_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  mended_on date,
  mended_in text REFERENCES tariff_version,
  CHECK ((found_by = 'report') = (report IS NOT NULL)),
  CHECK ((found_by = 'file') = (problem IS NOT NULL)),
  CHECK (standing <> 'mended' OR mended_on IS NOT NULL)
);
CREATE INDEX tariff_fault_of_code ON tariff_fault (commodity_code);
CREATE UNIQUE INDEX tariff_fault_of_file ON tariff_fault ("column", problem, coalesce(commodity_code, ''), coalesce(cell, ''))
  WHERE found_by = 'file' AND standing = 'confirmed';

GRANT SELECT, INSERT ON tariff_fault TO lintas_app;
GRANT UPDATE (standing, said, decided_by, decided_at, mended_on, mended_in) ON tariff_fault TO lintas_app;
GRANT SELECT ON tariff_fault TO lintas_reader;

-- What was found in the file of the newest approved version before this list was kept.
INSERT INTO tariff_fault (found_by, standing, commodity_code, field, "column", version, problem, cell, known_since, reported_at, decided_by, decided_at)
SELECT DISTINCT ON (p."column", p.code, coalesce(p.commodity_code, ''), p.cell)
       'file', 'confirmed', CASE WHEN p.commodity_code ~ '^[0-9]{2,12}$' THEN p.commodity_code END,
       CASE WHEN p."column" IN ('code', 'unit') THEN p."column" WHEN p."column" LIKE 'description%' THEN 'description'
            WHEN p.code IN ('tariff.cell-unreadable', 'tariff.cell-ambiguous', 'tariff.rate-implausible') THEN 'rate' ELSE 'other' END,
       p."column", p.version, p.code, p.cell, v.loaded_at::date, v.loaded_at, 'system', v.loaded_at
  FROM tariff_problem p JOIN tariff_version v ON v.id = p.version
 WHERE p.version = (SELECT o.id FROM tariff_version o JOIN tariff_decision d ON d.version = o.id AND d.decision = 'approved'
                     WHERE NOT o.sample ORDER BY o.valid_from DESC, d.listed DESC LIMIT 1)
ON CONFLICT DO NOTHING;
