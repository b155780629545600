-- What was learned is now weighed otherwise: the nodes learn anew from the evidence, which is kept.
DELETE FROM classification_memory;

-- Until when the node looked at what its officers answered and decided, to learn from. One row.
CREATE TABLE classification_feed (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  looked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON classification_feed TO lintas_app;
GRANT SELECT ON classification_feed TO lintas_reader;

-- What officers' work no longer bears out is taken back.
GRANT DELETE ON classification_evidence TO lintas_app;
CREATE INDEX classification_evidence_of_declaration ON classification_evidence (split_part(reference, '/', 1)) WHERE added_by = 'system';
