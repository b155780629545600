-- Goods relieved for their use: what was drawn from a list, what became of them.

ALTER TABLE regime_movement DROP CONSTRAINT regime_movement_kind_check;
ALTER TABLE regime_movement ADD CONSTRAINT regime_movement_kind_check
  CHECK (kind IN ('consumed', 'waste', 'home', 're-export', 're-import', 'used', 'transfer', 'loss', 'shortage', 'diversion', 'overdue'));

ALTER TABLE regime_case DROP CONSTRAINT regime_case_kind_check;
ALTER TABLE regime_case ADD CONSTRAINT regime_case_kind_check
  CHECK (kind IN ('loss', 'waste', 'use', 'shortage', 'surplus', 'extension'));

-- The list of an authorisation for end use, held while something is drawn from it, so that of two who want the last of a line the later sees what is left.
CREATE TABLE regime_list (authorisation text PRIMARY KEY REFERENCES regime_authorisation);

-- What a declaration took of a line of a list in a period: a quantity, or minor units of value. Given back where it was cancelled or amended.
CREATE TABLE regime_list_draw (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  authorisation text NOT NULL REFERENCES regime_list,
  line integer NOT NULL,
  period_from date NOT NULL,
  mrn text NOT NULL REFERENCES declaration,
  item integer NOT NULL,
  amount numeric NOT NULL CHECK (amount > 0),
  given_back boolean NOT NULL DEFAULT false,
  drawn_at timestamptz NOT NULL
);
CREATE INDEX regime_list_draw_of_line ON regime_list_draw (authorisation, line, period_from) WHERE NOT given_back;
CREATE INDEX regime_list_draw_by_declaration ON regime_list_draw (mrn) WHERE NOT given_back;

GRANT SELECT, INSERT ON regime_list, regime_list_draw TO lintas_app;
GRANT UPDATE (authorisation) ON regime_list TO lintas_app;
GRANT UPDATE (given_back) ON regime_list_draw TO lintas_app;
GRANT SELECT ON regime_list, regime_list_draw TO lintas_reader;
