-- Declarants are told, each in a transaction of its own, that a proof their declaration drew of was denied; nothing is charged by that.
ALTER TABLE proof_consequence DROP CONSTRAINT proof_consequence_kind_check, DROP CONSTRAINT proof_consequence_result_check;
ALTER TABLE proof_consequence ADD CONSTRAINT proof_consequence_kind_check CHECK (kind IN ('suspend', 'grant', 'deny', 'tell'));
ALTER TABLE proof_consequence ADD CONSTRAINT proof_consequence_result_check
  CHECK (result IN ('suspended', 'granted', 'denied', 'hearing', 'told', 'nothing'));
