-- What is taken of each tariff quota, by the row of law that is its period. Held while somebody draws of it, so that of two who want the last of it the
-- later sees what is left.
CREATE TABLE quota_balance (
  law_row text PRIMARY KEY,
  order_number text NOT NULL,
  drawn numeric NOT NULL DEFAULT 0 CHECK (drawn >= 0)
);

-- What an item of a declaration took of a quota, in its unit or in major units of its currency. Given back once, where the declaration ends or draws anew.
CREATE TABLE quota_draw (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration DEFERRABLE INITIALLY DEFERRED,
  item integer NOT NULL,
  law_row text NOT NULL REFERENCES quota_balance,
  amount numeric NOT NULL CHECK (amount > 0),
  given_back boolean NOT NULL DEFAULT false,
  drawn_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX quota_draw_once ON quota_draw (mrn, item) WHERE NOT given_back;

GRANT SELECT, INSERT ON quota_balance, quota_draw TO lintas_app;
GRANT UPDATE (drawn) ON quota_balance TO lintas_app;
GRANT UPDATE (given_back) ON quota_draw TO lintas_app;
GRANT SELECT ON quota_balance, quota_draw TO lintas_reader;
