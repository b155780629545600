-- What suppliers declare of the origin of what they supply to a producer: asked of them and made by them, or recorded by the producer on its own responsibility.
CREATE SEQUENCE supplier_declaration_serial;
CREATE TABLE supplier_declaration (
  number text PRIMARY KEY,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  producer text NOT NULL,
  -- Who supplies; its trader id where it is an operator of this node.
  supplier json NOT NULL,
  supplier_trader text,
  -- Who answers for what it says.
  made_by text NOT NULL CHECK (made_by IN ('supplier', 'producer')),
  status text NOT NULL CHECK (status IN ('asked', 'declined', 'declared', 'recorded', 'withdrawn', 'replaced')),
  -- What the producer asked about; absent of what it recorded itself.
  asked json,
  -- What is declared. It never changes: another declaration takes its place.
  statement json,
  replaces text REFERENCES supplier_declaration,
  opened_at timestamptz NOT NULL,
  CHECK ((made_by = 'supplier') = (asked IS NOT NULL)),
  CHECK (made_by = 'producer' OR supplier_trader IS NOT NULL),
  CHECK (status NOT IN ('declared', 'recorded', 'replaced') OR statement IS NOT NULL),
  CHECK (status NOT IN ('asked', 'declined') OR statement IS NULL)
);
CREATE INDEX supplier_declaration_by_producer ON supplier_declaration (producer, listed DESC);
CREATE INDEX supplier_declaration_by_supplier ON supplier_declaration (supplier_trader, listed DESC) WHERE made_by = 'supplier';
CREATE INDEX supplier_declaration_listed ON supplier_declaration (listed);

-- What was done to one, in order.
CREATE TABLE supplier_declaration_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  declaration text NOT NULL REFERENCES supplier_declaration,
  act text NOT NULL,
  -- As producer, or as supplier.
  side text NOT NULL CHECK (side IN ('supplier', 'producer')),
  by text NOT NULL,
  at timestamptz NOT NULL,
  words text
);
CREATE INDEX supplier_declaration_act_of ON supplier_declaration_act (declaration, id);

-- Documents that show what it says.
CREATE TABLE supplier_declaration_evidence (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  declaration text NOT NULL REFERENCES supplier_declaration,
  sha256 bytea NOT NULL REFERENCES document_content,
  name text NOT NULL,
  media_type text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  UNIQUE (declaration, sha256)
);

GRANT USAGE ON SEQUENCE supplier_declaration_serial TO lintas_app;
GRANT SELECT, INSERT, UPDATE (status, statement) ON supplier_declaration TO lintas_app;
GRANT SELECT, INSERT ON supplier_declaration_act, supplier_declaration_evidence TO lintas_app;
GRANT SELECT ON supplier_declaration, supplier_declaration_act, supplier_declaration_evidence TO lintas_reader;
