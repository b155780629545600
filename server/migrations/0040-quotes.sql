-- What customs said goods would be charged: signed, kept to for a stated time, known by a number that cannot be guessed.
CREATE TABLE quote (
  number text PRIMARY KEY,
  body json NOT NULL,
  -- A compact JWS over the body, by the key the node signed with that day.
  signature text NOT NULL,
  valid_to date NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX quote_by_end ON quote (valid_to);
GRANT SELECT, INSERT, DELETE ON quote TO lintas_app;
GRANT SELECT ON quote TO lintas_reader;
