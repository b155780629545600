-- How unit prices of what was released in a quarter of a year are spread, as the night's work found them: the middle of their logarithms, and the
-- middle of the distances from it. Of a code of eight digits, and of its six.
CREATE TABLE price_spread (
  code text NOT NULL,
  origin text NOT NULL,
  unit text NOT NULL,
  median numeric NOT NULL,
  mad numeric NOT NULL,
  count integer NOT NULL,
  computed_on date NOT NULL,
  PRIMARY KEY (code, origin, unit)
);

-- Goods items whose unit price lies far outside: for an officer to ask about.
CREATE TABLE price_alarm (
  mrn text NOT NULL REFERENCES declaration,
  item integer NOT NULL,
  -- What the hint says of it.
  facts json NOT NULL,
  raised_on date NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (mrn, item)
);
CREATE INDEX price_alarm_listed ON price_alarm (listed DESC);
GRANT SELECT, INSERT, DELETE ON price_spread, price_alarm TO lintas_app;
GRANT SELECT ON price_spread, price_alarm TO lintas_reader;

-- How many inspections an office can do a day, from a day on; and which share of them explores.
CREATE TABLE office_capacity (
  office text NOT NULL,
  valid_from date NOT NULL,
  inspections integer NOT NULL CHECK (inspections >= 0),
  exploration numeric NOT NULL CHECK (exploration >= 0 AND exploration <= 0.5),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (office, valid_from)
);
GRANT SELECT, INSERT, UPDATE (inspections, exploration, set_by, set_at) ON office_capacity TO lintas_app;
GRANT SELECT ON office_capacity TO lintas_reader;

-- How far what is declared of late differs from the months before, as the night's work found it.
CREATE TABLE risk_drift (
  computed_on date NOT NULL,
  feature text NOT NULL,
  psi numeric NOT NULL,
  recent integer NOT NULL,
  before integer NOT NULL,
  PRIMARY KEY (computed_on, feature)
);
GRANT SELECT, INSERT, DELETE ON risk_drift TO lintas_app;
GRANT SELECT ON risk_drift TO lintas_reader;
