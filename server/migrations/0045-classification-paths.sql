-- How somebody found a code by questions: kept under a number that nobody can guess.

CREATE TABLE classification_path (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{22}$'),
  -- The answer as it was given, with what the search had found when it began.
  path json NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON classification_path TO lintas_app;
GRANT SELECT ON classification_path TO lintas_reader;
