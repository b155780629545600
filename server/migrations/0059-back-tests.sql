-- What a version of a profile would have done with the past, as it was last tried: what whoever approves it reads.
CREATE TABLE risk_back_test (
  id text NOT NULL,
  version integer NOT NULL,
  body json NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (id, version),
  FOREIGN KEY (id, version) REFERENCES risk_profile
);
GRANT SELECT, INSERT, UPDATE (body, asked_by, asked_at) ON risk_back_test TO lintas_app;
GRANT SELECT ON risk_back_test TO lintas_reader;
