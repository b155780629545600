-- Goods in customs regimes: authorisations, the stock of each lot with what is suspended on it, and what happens to it.

CREATE SEQUENCE regime_authorisation_serial;
CREATE TABLE regime_authorisation (
  -- As its holder writes it in a declaration: `VN-R-000012`.
  number text PRIMARY KEY,
  regime text NOT NULL,
  holder text NOT NULL,
  body json NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  status text NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'examined', 'granted', 'refused', 'suspended', 'revoked')),
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (valid_to > valid_from)
);
CREATE INDEX regime_authorisation_by_holder ON regime_authorisation (holder, listed);

-- What officers decided about it, in order; reasons in their words.
CREATE TABLE regime_decision (
  authorisation text NOT NULL REFERENCES regime_authorisation,
  turn integer NOT NULL,
  decision text NOT NULL,
  by_account text NOT NULL,
  reasons json NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (authorisation, turn)
);

-- Goods of one item of one declaration, of one holder in one place. Charges: a list of kind and minor units. `left_…`: what is there and promised to nobody.
CREATE TABLE regime_lot (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  item integer NOT NULL,
  regime text NOT NULL,
  authorisation text REFERENCES regime_authorisation,
  holder text NOT NULL,
  place text,
  code text NOT NULL,
  description text NOT NULL,
  origin text,
  unit text NOT NULL,
  currency text NOT NULL,
  quantity numeric NOT NULL CHECK (quantity > 0),
  value_minor numeric(30) NOT NULL,
  charges json NOT NULL,
  left_quantity numeric NOT NULL CHECK (left_quantity >= 0 AND left_quantity <= quantity),
  left_value_minor numeric(30) NOT NULL,
  left_charges json NOT NULL,
  entered_on date NOT NULL,
  until date,
  extended boolean NOT NULL DEFAULT false,
  -- The days before its last one of which its holder was warned.
  warned integer,
  -- The lot and the movement it was carried from.
  carried_from uuid REFERENCES regime_lot,
  carried_by uuid UNIQUE,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX regime_lot_of_item ON regime_lot (mrn, item) WHERE carried_from IS NULL;
CREATE INDEX regime_lot_by_declaration ON regime_lot (mrn, item, listed);
CREATE INDEX regime_lot_by_authorisation ON regime_lot (authorisation, listed);
CREATE INDEX regime_lot_by_holder ON regime_lot (holder, listed);
CREATE INDEX regime_lot_by_term ON regime_lot (until) WHERE left_quantity > 0 AND until IS NOT NULL;

-- Part of a lot that moved or is promised to a declaration, another holder or a decision. Undone, it was given back.
CREATE TABLE regime_movement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lot uuid NOT NULL REFERENCES regime_lot,
  kind text NOT NULL CHECK (kind IN ('consumed', 'waste', 'home', 're-export', 'transfer', 'loss', 'shortage', 'diversion', 'overdue')),
  quantity numeric NOT NULL CHECK (quantity > 0),
  value_minor numeric(30) NOT NULL,
  charges json NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'done', 'undone')),
  fate text CHECK (fate IN ('discharged', 'due', 'carried')),
  -- The declaration it waits for or was done by; of a transfer, where to.
  mrn text REFERENCES declaration,
  item integer,
  to_authorisation text REFERENCES regime_authorisation,
  to_place text,
  moved_on date NOT NULL,
  moved_by text NOT NULL,
  moved_at timestamptz NOT NULL,
  settled_on date,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK ((status = 'done') = (fate IS NOT NULL))
);
CREATE INDEX regime_movement_by_lot ON regime_movement (lot, listed);
CREATE INDEX regime_movement_by_declaration ON regime_movement (mrn) WHERE mrn IS NOT NULL;
CREATE INDEX regime_movement_to ON regime_movement (to_authorisation) WHERE status = 'pending' AND to_authorisation IS NOT NULL;

-- What an officer has to judge: goods that are not there, goods too many, a longer term that is asked for.
CREATE TABLE regime_case (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('loss', 'waste', 'shortage', 'surplus', 'extension')),
  authorisation text REFERENCES regime_authorisation,
  lot uuid REFERENCES regime_lot,
  movement uuid UNIQUE REFERENCES regime_movement,
  code text NOT NULL,
  quantity numeric NOT NULL,
  unit text NOT NULL,
  until date,
  reason json NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('accepted', 'refused')),
  reasons json,
  decided_by text,
  decided_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (decided_by <> opened_by)
);
CREATE INDEX regime_case_open ON regime_case (listed) WHERE outcome IS NULL;
CREATE INDEX regime_case_by_lot ON regime_case (lot);

GRANT SELECT, INSERT ON regime_authorisation, regime_decision, regime_lot, regime_movement, regime_case TO lintas_app;
GRANT UPDATE (status, revision) ON regime_authorisation TO lintas_app;
GRANT UPDATE (left_quantity, left_value_minor, left_charges, until, extended, warned) ON regime_lot TO lintas_app;
GRANT UPDATE (status, fate, settled_on) ON regime_movement TO lintas_app;
GRANT UPDATE (outcome, reasons, decided_by, decided_at) ON regime_case TO lintas_app;
GRANT USAGE ON SEQUENCE regime_authorisation_serial TO lintas_app;
GRANT SELECT ON regime_authorisation, regime_decision, regime_lot, regime_movement, regime_case TO lintas_reader;
