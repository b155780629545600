-- What landed or lies in storage otherwise than it should, until an officer has settled it; and goods that are there no more though nobody declared them.

ALTER TABLE transport_document
  ADD COLUMN gone_packages bigint NOT NULL DEFAULT 0 CHECK (gone_packages >= 0),
  ADD COLUMN gone_kg numeric(26, 8) NOT NULL DEFAULT 0 CHECK (gone_kg >= 0),
  DROP CONSTRAINT transport_document_packages_conserved,
  DROP CONSTRAINT transport_document_mass_conserved,
  ADD CONSTRAINT transport_document_packages_conserved
    CHECK (total_packages + excess_packages = declared_packages + passed_packages + gone_packages + left_packages),
  ADD CONSTRAINT transport_document_mass_conserved CHECK (total_kg + excess_kg = declared_kg + passed_kg + gone_kg + left_kg);

CREATE TABLE cargo_difference (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  manifest text NOT NULL REFERENCES manifest,
  document bigint NOT NULL REFERENCES transport_document,
  kind text NOT NULL CHECK (kind IN ('shortage', 'surplus', 'damage', 'stock-shortage', 'stock-surplus')),
  packages bigint NOT NULL CHECK (packages >= 0),
  mass_kg numeric(26, 8) NOT NULL CHECK (mass_kg >= 0),
  -- What of it is not settled.
  open_packages bigint NOT NULL CHECK (open_packages BETWEEN 0 AND packages),
  open_kg numeric(26, 8) NOT NULL CHECK (open_kg BETWEEN 0 AND mass_kg),
  opened_on date NOT NULL,
  opened_by text NOT NULL,
  -- By when it is to be explained, and the row of law that says so; unknown where none is on file.
  explain_by date,
  law text,
  -- Words and documents of whoever answers for the goods, each time with the instant.
  explanations json NOT NULL DEFAULT '[]',
  settled_on date
);
CREATE INDEX cargo_difference_by_manifest ON cargo_difference (manifest, id);
CREATE INDEX cargo_difference_by_document ON cargo_difference (document);
CREATE INDEX cargo_difference_open ON cargo_difference (id) WHERE settled_on IS NULL;

CREATE TABLE cargo_difference_settlement (
  difference bigint NOT NULL REFERENCES cargo_difference,
  number integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'charged', 'corrected')),
  packages bigint NOT NULL CHECK (packages >= 0),
  mass_kg numeric(26, 8) NOT NULL CHECK (mass_kg >= 0),
  -- The declaration that charges what is missing.
  mrn text REFERENCES declaration,
  reasons json NOT NULL,
  settled_by text NOT NULL,
  settled_on date NOT NULL,
  PRIMARY KEY (difference, number),
  CHECK ((outcome = 'charged') = (mrn IS NOT NULL))
);
CREATE INDEX cargo_difference_settlement_by_declaration ON cargo_difference_settlement (mrn) WHERE mrn IS NOT NULL;

-- What was discharged before has its differences, too. Loose goods: no state had a tolerance.
INSERT INTO cargo_difference (manifest, document, kind, packages, mass_kg, open_packages, open_kg, opened_on, opened_by)
  SELECT manifest, document, kind, packages, mass, packages, mass, opened_on, 'system' FROM (
    SELECT d.manifest, d.id AS document, kind, (amount->>'packages')::bigint AS packages, (amount->>'grossMassKg')::numeric AS mass,
      (d.standing->>'dischargedOn')::date AS opened_on
    FROM transport_document d CROSS JOIN LATERAL (VALUES
      ('shortage', d.standing->'landing'->'short'),
      ('surplus', d.standing->'landing'->'over'),
      ('damage', json_build_object('packages', d.standing->'landing'->'damagedPackages', 'grossMassKg', '0'))
    ) AS each (kind, amount)
    WHERE d.standing->'landing' IS NOT NULL AND coalesce(d.standing->'landing'->>'isTolerated', 'false') <> 'true'
  ) AS found WHERE packages > 0 OR mass > 0 ORDER BY document, kind;

GRANT SELECT, INSERT ON cargo_difference, cargo_difference_settlement TO lintas_app;
GRANT UPDATE (open_packages, open_kg, explanations, settled_on) ON cargo_difference TO lintas_app;
GRANT SELECT ON cargo_difference, cargo_difference_settlement TO lintas_reader;
