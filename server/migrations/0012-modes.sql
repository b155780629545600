-- Several consignments in one declaration, ways of lodging that leave something for later, links to previous declarations, templates.

-- A control of one of several consignments, by its transport document.
ALTER TABLE risk_control ADD COLUMN consignment text;

-- Each of several consignments leaves with a note of its own; empty where there is one.
ALTER TABLE release_note ADD COLUMN consignment text NOT NULL DEFAULT '';
ALTER TABLE release_note DROP CONSTRAINT release_note_pkey, ADD PRIMARY KEY (mrn, consignment);

-- The one of several consignments a payment was asked for.
ALTER TABLE payment_request ADD COLUMN consignment text;

-- Declarations that are to be completed, for the daily look at them.
CREATE INDEX declaration_to_complete ON declaration (registered_on)
  WHERE mode IN ('SIMPLIFIED', 'PROVISIONAL', 'PERIODIC') AND standing->'completion' IS NOT NULL;

-- What of a previous declaration's goods a later one is about: it is written off there, once.
CREATE TABLE declaration_link (
  mrn text NOT NULL REFERENCES declaration,
  item integer NOT NULL,
  previous text NOT NULL REFERENCES declaration,
  previous_item integer NOT NULL,
  quantity numeric NOT NULL CHECK (quantity > 0),
  unit text NOT NULL,
  PRIMARY KEY (mrn, item, previous, previous_item)
);
CREATE INDEX declaration_link_by_previous ON declaration_link (previous);

-- Goods taken away under a periodic declaration. The code in the link is the only key to the public answer about it.
CREATE TABLE goods_removal (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  reference text NOT NULL,
  removed_on date NOT NULL,
  items json NOT NULL,
  removed_by text NOT NULL,
  removed_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number),
  CONSTRAINT goods_removal_reference_once UNIQUE (mrn, reference)
);

-- Declarations an organisation keeps to begin others from. Nobody else sees them, and customs does not.
CREATE TABLE declaration_template (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  filer text NOT NULL,
  name text NOT NULL,
  document json NOT NULL,
  source text,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT declaration_template_name_once UNIQUE (filer, name)
);

GRANT SELECT, INSERT, DELETE ON declaration_link TO lintas_app;
GRANT SELECT, INSERT ON goods_removal TO lintas_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON declaration_template TO lintas_app;
GRANT SELECT ON declaration_link, goods_removal TO lintas_reader;
