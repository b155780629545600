-- Goods that became the state's, and how they are disposed of: by batch, published, open to objection, approved by two, certified.

CREATE TABLE disposal_batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  way text NOT NULL CHECK (way IN ('sale', 'destruction', 'donation')),
  office text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'listed', 'approved', 'certified', 'withdrawn')),
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  listed_on date,
  approvals text[] NOT NULL DEFAULT '{}',
  -- Witness, method, place, costs, proceeds, as they are certified.
  certificate json
);
CREATE TABLE disposal_line (
  batch bigint NOT NULL REFERENCES disposal_batch,
  number integer NOT NULL,
  mrn text REFERENCES declaration,
  transport_document text,
  line json NOT NULL,
  objection text,
  PRIMARY KEY (batch, number),
  CHECK ((mrn IS NULL) <> (transport_document IS NULL))
);
-- Nothing is disposed of twice: a thing is in one batch that was not withdrawn.
CREATE UNIQUE INDEX disposal_line_of_declaration ON disposal_line (mrn) WHERE mrn IS NOT NULL;
CREATE UNIQUE INDEX disposal_line_of_document ON disposal_line (transport_document) WHERE transport_document IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (status, listed_on, approvals, certificate) ON disposal_batch TO lintas_app;
GRANT SELECT, INSERT, DELETE, UPDATE (objection) ON disposal_line TO lintas_app;
GRANT SELECT ON disposal_batch, disposal_line TO lintas_reader;
