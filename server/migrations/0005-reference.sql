-- Customs exchange rates, as customs published them. A rate is never changed: the next one begins on another day, and what a decision was
-- taken with is kept with the decision.

CREATE TABLE exchange_rate (
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  valid_from date NOT NULL,
  -- The first day it no longer holds; until the next one begins where null.
  valid_to date CHECK (valid_to > valid_from),
  -- How many of the foreign currency the rate is for.
  unit smallint NOT NULL CHECK (unit IN (1, 100)),
  rate numeric NOT NULL CHECK (rate > 0),
  source text NOT NULL,
  loaded_by text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (currency, valid_from)
);

GRANT SELECT, INSERT ON exchange_rate TO lintas_app;
GRANT SELECT ON exchange_rate TO lintas_reader;
