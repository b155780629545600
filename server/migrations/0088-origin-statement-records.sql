-- What the records that a cost statement names said when it was determined, so that it can be determined again.
ALTER TABLE origin_statement ADD COLUMN records json;
GRANT INSERT (records) ON origin_statement TO lintas_app;

-- The records a cost statement rests on. Where one shows nothing any more, the statement is to be determined again.
CREATE TABLE origin_statement_link (
  statement uuid NOT NULL REFERENCES origin_statement,
  kind text NOT NULL CHECK (kind IN ('supplier', 'proof')),
  number text NOT NULL,
  -- The first line that names it.
  line text NOT NULL,
  -- Why it shows nothing any more, as an issue, and since when that is known.
  problem json,
  lost_at timestamptz,
  PRIMARY KEY (statement, number),
  CHECK ((problem IS NULL) = (lost_at IS NULL))
);
CREATE INDEX origin_statement_link_by_number ON origin_statement_link (number);

-- How far the log was read for what became of records.
CREATE TABLE origin_link_cursor (single boolean PRIMARY KEY DEFAULT true CHECK (single), position bigint NOT NULL);
INSERT INTO origin_link_cursor (position) SELECT coalesce(max(position) + 1, 0) FROM event_order;

GRANT SELECT, INSERT, UPDATE (problem, lost_at) ON origin_statement_link TO lintas_app;
GRANT SELECT, UPDATE (position) ON origin_link_cursor TO lintas_app;
GRANT SELECT ON origin_statement_link, origin_link_cursor TO lintas_reader;
