-- What administrations decided of like goods in a month that is over: this node's own count, and what its neighbours told of theirs. Sums of at least ten
-- declarations of three traders; no trader and no declaration is in it.
CREATE TABLE lane_position (
  state text NOT NULL,
  -- The first day of the month.
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  direction text NOT NULL CHECK (direction IN ('import', 'export')),
  -- Six digits, or eight.
  code text NOT NULL CHECK (code ~ '^([0-9]{6}|[0-9]{8})$'),
  green integer NOT NULL,
  blue integer NOT NULL,
  yellow integer NOT NULL,
  red integer NOT NULL,
  -- Inspections of the month, where they were ten of three traders.
  inspected integer CHECK (inspected >= 10),
  found integer,
  told_on date NOT NULL,
  PRIMARY KEY (state, month, direction, code),
  CHECK (green + blue + yellow + red >= 10),
  CHECK ((inspected IS NULL) = (found IS NULL)),
  CHECK (found <= inspected)
);
GRANT SELECT, INSERT, DELETE ON lane_position TO lintas_app;
GRANT SELECT ON lane_position TO lintas_reader;
