-- Places where goods under customs control may lie: a register kept by two persons. Each row is one wording of a place; the one that counts now is current.
CREATE TABLE storage_place (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL,
  body json NOT NULL,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  suspended_on date,
  suspended_by text,
  suspended_at timestamptz,
  suspension text,
  is_current boolean NOT NULL DEFAULT false,
  CHECK (NOT is_current OR decision = 'approved'),
  CONSTRAINT storage_place_second_person CHECK (decided_by <> proposed_by)
);
CREATE UNIQUE INDEX storage_place_current ON storage_place (code) WHERE is_current;
CREATE UNIQUE INDEX storage_place_proposed ON storage_place (code) WHERE decision IS NULL;
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal, suspended_on, suspended_by, suspended_at, suspension, is_current)
  ON storage_place TO lintas_app;
GRANT SELECT ON storage_place TO lintas_reader;

-- What lies at a place, for its capacity.
CREATE INDEX transport_document_by_location ON transport_document (location) WHERE location IS NOT NULL;

-- Goods on a manifest that cannot wait, of which kind; and the day unclaimed goods passed to disposal by law.
ALTER TABLE transport_document ADD COLUMN time_sensitive text, ADD COLUMN abandoned_on date;
CREATE INDEX transport_document_time_sensitive ON transport_document (manifest) WHERE time_sensitive IS NOT NULL;

-- A line that is taken out of its batch stays to be read, and its goods may be in another batch.
ALTER TABLE disposal_line
  -- Why, by whom and when it was taken out.
  ADD COLUMN withdrawn json,
  -- What was disposed of with the second approval, so that it can be given back.
  ADD COLUMN disposed json;
DROP INDEX disposal_line_of_declaration, disposal_line_of_document;
CREATE UNIQUE INDEX disposal_line_of_declaration ON disposal_line (mrn) WHERE mrn IS NOT NULL AND withdrawn IS NULL;
CREATE UNIQUE INDEX disposal_line_of_document ON disposal_line (transport_document) WHERE transport_document IS NOT NULL AND withdrawn IS NULL;
GRANT UPDATE (withdrawn, disposed) ON disposal_line TO lintas_app;
