-- What an administration knows of codes: descriptions with the code they are known to have, and what was learned from them.

CREATE TABLE classification_evidence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('ruling', 'checked', 'audited', 'listed', 'declared')),
  description text NOT NULL,
  code text NOT NULL CHECK (code ~ '^[0-9]{6}([0-9]{2,6})?$'),
  trader text,
  reference text,
  -- The same piece of evidence is kept once.
  sha256 bytea NOT NULL UNIQUE,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE TABLE classification_memory (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The last evidence that was learned from.
  through bigint NOT NULL,
  report json NOT NULL,
  model bytea NOT NULL,
  learned_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON classification_evidence TO lintas_app;
GRANT SELECT, INSERT, DELETE ON classification_memory TO lintas_app;
GRANT SELECT ON classification_evidence, classification_memory TO lintas_reader;
