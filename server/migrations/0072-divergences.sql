-- What administrations hold of the codes of like goods: this node's own, and what its neighbours told of theirs. No trader is in it.
CREATE TABLE classification_position (
  state text NOT NULL,
  -- The words of the goods in order, without endings; and as somebody wrote them.
  key text NOT NULL,
  words text NOT NULL,
  code text NOT NULL CHECK (code ~ '^[0-9]{6}$'),
  rulings integer NOT NULL,
  listed integer NOT NULL,
  checked_traders integer NOT NULL,
  told_on date NOT NULL,
  PRIMARY KEY (state, key, code)
);
GRANT SELECT, INSERT, DELETE ON classification_position TO lintas_app;
GRANT SELECT ON classification_position TO lintas_reader;

-- Goods that are called the same and have different codes, kept for whoever consults about them.
CREATE TABLE divergence (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  words text NOT NULL,
  -- Who held which code, as it was seen last; and the sides alone.
  positions json NOT NULL,
  sides text NOT NULL,
  opened_on date NOT NULL,
  seen_on date NOT NULL,
  closed_on date,
  closed_by text,
  reason text,
  CHECK ((closed_on IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX divergence_open ON divergence (key) WHERE closed_on IS NULL;
CREATE INDEX divergence_of_goods ON divergence (key, number DESC);
GRANT SELECT, INSERT ON divergence TO lintas_app;
GRANT UPDATE (positions, sides, seen_on, closed_on, closed_by, reason) ON divergence TO lintas_app;
GRANT SELECT ON divergence TO lintas_reader;
