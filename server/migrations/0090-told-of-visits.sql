-- The importers of goods that a verification visit is about are told of it, each in a transaction of its own.
ALTER TABLE proof_consequence DROP CONSTRAINT proof_consequence_kind_check;
ALTER TABLE proof_consequence ADD CONSTRAINT proof_consequence_kind_check CHECK (kind IN ('suspend', 'grant', 'deny', 'tell', 'tell-visit'));
