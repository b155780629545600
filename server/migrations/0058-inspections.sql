-- What inspections came to: one row a declaration that customs looked into, and the figures of those who declared it.

-- The worst that any answered control found, on the day of the first answer; and whether the lot, or a profile, had asked for one.
CREATE TABLE risk_inspection (
  mrn text PRIMARY KEY REFERENCES declaration,
  office text NOT NULL,
  inspected_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('clean', 'minor', 'discrepancy')),
  drawn boolean NOT NULL,
  targeted boolean NOT NULL,
  -- Kinds of findings, and the revenue officers reckoned.
  kinds text[] NOT NULL,
  revenue numeric NOT NULL DEFAULT 0
);
CREATE INDEX risk_inspection_by_day ON risk_inspection (inspected_on, office);

-- Read into memory, so that a lodging asks no question. The figures only ever grow.
CREATE TABLE inspection_record (
  role text NOT NULL CHECK (role IN ('importer', 'declarant')),
  trader_id text NOT NULL,
  inspected integer NOT NULL,
  found integer NOT NULL,
  PRIMARY KEY (role, trader_id)
);
GRANT SELECT, INSERT, UPDATE ON risk_inspection, inspection_record TO lintas_app;
GRANT SELECT ON risk_inspection, inspection_record TO lintas_reader;
