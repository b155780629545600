-- Cargo: manifests, the transport documents in them, what landed, where it lies, and what declarations wrote off.

-- Carriers file manifests; their organisation stands on the register as a trader's does.
ALTER TABLE organisation DROP CONSTRAINT organisation_kind_check,
  ADD CONSTRAINT organisation_kind_check CHECK (kind IN ('trader', 'broker', 'carrier'));
ALTER TABLE assignment DROP CONSTRAINT assignment_role_check, DROP CONSTRAINT assignment_check,
  ADD CONSTRAINT assignment_role_check CHECK (role IN ('trader', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker')),
  ADD CONSTRAINT assignment_organisation_check CHECK ((role IN ('trader', 'broker', 'carrier')) = (organisation_id IS NOT NULL));

CREATE SEQUENCE manifest_serial;

-- One journey of one means of transport. The row moves; what was filed stands in the versions.
CREATE TABLE manifest (
  number text PRIMARY KEY,
  -- The trader id of the organisation that filed it, and its own reference.
  carrier text NOT NULL,
  reference text NOT NULL,
  office text NOT NULL,
  mode text NOT NULL,
  means_key text NOT NULL,
  journey_key text,
  means_id text NOT NULL,
  means_name text,
  journey text,
  loading_place text,
  unloading_place text NOT NULL,
  expected_on date NOT NULL,
  arrived_on date,
  discharged_on date,
  status text NOT NULL CHECK (status IN ('registered', 'arrived', 'discharged')),
  containers integer NOT NULL,
  version integer NOT NULL,
  revision integer NOT NULL,
  filed_by text NOT NULL,
  filed_at timestamptz NOT NULL,
  -- The transaction that registered or last amended it: declarations written by those that began before it may not have seen it, and are matched once they ended.
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  is_matched boolean NOT NULL DEFAULT false,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT manifest_reference_once UNIQUE (carrier, reference)
);
CREATE INDEX manifest_by_means ON manifest (means_key);
CREATE INDEX manifest_by_office ON manifest (office, listed DESC);
CREATE INDEX manifest_by_carrier ON manifest (carrier, listed DESC);
CREATE INDEX manifest_unmatched ON manifest (number) WHERE NOT is_matched;

CREATE TABLE manifest_version (
  manifest text NOT NULL REFERENCES manifest,
  version integer NOT NULL,
  document json NOT NULL,
  sha256 bytea NOT NULL,
  filed_by text NOT NULL,
  filed_at timestamptz NOT NULL,
  PRIMARY KEY (manifest, version)
);

-- A bill of lading, an air waybill, a consignment note: master or house, found on discharge without a place on the manifest, or made by splitting or joining others.
CREATE TABLE transport_document (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  manifest text NOT NULL REFERENCES manifest,
  place integer NOT NULL,
  number text NOT NULL,
  number_key text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('manifest', 'found', 'split', 'joined')),
  -- A master whose goods its houses carry: it has no balance of its own.
  has_houses boolean NOT NULL,
  body json NOT NULL,
  -- Where the acts have led, as `customs` gives it; beside it what lists and guards read.
  standing json NOT NULL,
  status text NOT NULL,
  total_packages bigint NOT NULL,
  total_kg numeric(26, 8) NOT NULL,
  declared_packages bigint NOT NULL CHECK (declared_packages >= 0),
  declared_kg numeric(26, 8) NOT NULL CHECK (declared_kg >= 0),
  passed_packages bigint NOT NULL CHECK (passed_packages >= 0),
  passed_kg numeric(26, 8) NOT NULL CHECK (passed_kg >= 0),
  left_packages bigint NOT NULL CHECK (left_packages >= 0),
  left_kg numeric(26, 8) NOT NULL CHECK (left_kg >= 0),
  excess_packages bigint NOT NULL CHECK (excess_packages >= 0),
  excess_kg numeric(26, 8) NOT NULL CHECK (excess_kg >= 0),
  location text,
  -- The last day goods that nobody declared may wait; unknown where the law of the state is not on file.
  last_on date,
  is_warned boolean NOT NULL DEFAULT false,
  is_difference boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1,
  CONSTRAINT transport_document_packages_conserved CHECK (total_packages + excess_packages = declared_packages + passed_packages + left_packages),
  CONSTRAINT transport_document_mass_conserved CHECK (total_kg + excess_kg = declared_kg + passed_kg + left_kg),
  UNIQUE (manifest, number_key)
);
CREATE INDEX transport_document_by_number ON transport_document (number_key);
CREATE INDEX transport_document_by_place ON transport_document (manifest, place);
CREATE INDEX transport_document_waiting ON transport_document (last_on) WHERE status IN ('arrived', 'discharged', 'stored');
CREATE INDEX transport_document_unclaimed ON transport_document (id) WHERE status = 'unclaimed';

-- Goods that went from one document to another, split off or joined.
CREATE TABLE transport_document_passage (
  source bigint NOT NULL REFERENCES transport_document,
  target bigint NOT NULL REFERENCES transport_document,
  packages bigint NOT NULL,
  mass_kg numeric(26, 8) NOT NULL,
  passed_on date NOT NULL,
  PRIMARY KEY (source, target)
);
CREATE INDEX transport_document_passage_by_target ON transport_document_passage (target);

-- What a declaration took of a document: one row, so that nothing is taken twice.
CREATE TABLE cargo_write_off (
  document bigint NOT NULL REFERENCES transport_document,
  mrn text NOT NULL,
  packages bigint NOT NULL CHECK (packages >= 0),
  mass_kg numeric(26, 8) NOT NULL CHECK (mass_kg >= 0),
  written_off_on date NOT NULL,
  PRIMARY KEY (document, mrn)
);
CREATE INDEX cargo_write_off_by_declaration ON cargo_write_off (mrn);

-- Which transport documents a declaration that brings goods in names, so that a manifest that comes later finds it.
CREATE TABLE declared_transport (
  number_key text NOT NULL,
  mrn text NOT NULL,
  PRIMARY KEY (number_key, mrn)
);
INSERT INTO declared_transport (number_key, mrn)
  SELECT DISTINCT upper(regexp_replace(each->>'id', '[^[:alnum:]]', '', 'g')), mrn
  FROM declaration JOIN declaration_version USING (mrn, version),
    json_array_elements(coalesce(document->'transportDocuments', '[]')) AS each
  WHERE type LIKE 'IM%' AND status <> 'cancelled';

GRANT USAGE ON SEQUENCE manifest_serial TO lintas_app;
GRANT SELECT, INSERT ON manifest, manifest_version, transport_document, transport_document_passage, cargo_write_off, declared_transport TO lintas_app;
GRANT UPDATE ON manifest, transport_document TO lintas_app;
GRANT DELETE ON cargo_write_off, declared_transport TO lintas_app;
GRANT SELECT ON manifest, manifest_version, transport_document, transport_document_passage, cargo_write_off, declared_transport TO lintas_reader;
