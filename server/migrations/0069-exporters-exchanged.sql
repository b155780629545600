-- The register goes to the other states' nodes entry by entry: each wording has a number, so that an older one never takes the place of a newer.
ALTER TABLE certified_exporter ADD COLUMN version bigint NOT NULL DEFAULT 0;
GRANT UPDATE (version) ON certified_exporter TO lintas_app;

-- What another state's node has of this state's entries.
CREATE TABLE exporter_delivery (
  to_state text NOT NULL,
  code text NOT NULL,
  version bigint NOT NULL,
  receipt json NOT NULL,
  PRIMARY KEY (to_state, code)
);
GRANT SELECT, INSERT, UPDATE (version, receipt) ON exporter_delivery TO lintas_app;
GRANT SELECT ON exporter_delivery TO lintas_reader;
