-- Where an officer deviated from what screening asked for: why, by whom, and on whose second word. Never read for a trader.

CREATE TABLE risk_override (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  document_version integer NOT NULL,
  -- What was asked for, as it was given: kind, reason code, the officer's words.
  kind text NOT NULL,
  reason text NOT NULL,
  body json NOT NULL,
  -- What it comes to: the controls by id that nobody answers any more, those asked besides, the lane before and after.
  effect json NOT NULL,
  office text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  needs_second boolean NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CONSTRAINT risk_override_second_person CHECK (NOT needs_second OR decided_by <> requested_by)
);
CREATE INDEX risk_override_listed ON risk_override (listed);
CREATE INDEX risk_override_by_declaration ON risk_override (mrn);
CREATE INDEX risk_override_by_officer ON risk_override (requested_by, listed);
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal, effect) ON risk_override TO lintas_app;
GRANT SELECT ON risk_override TO lintas_reader;

-- Controls that an override waived.
CREATE TABLE risk_waiver (
  mrn text NOT NULL,
  id text NOT NULL,
  override uuid NOT NULL REFERENCES risk_override,
  PRIMARY KEY (mrn, id),
  FOREIGN KEY (mrn, id) REFERENCES risk_control
);
GRANT SELECT, INSERT ON risk_waiver TO lintas_app;
GRANT SELECT ON risk_waiver TO lintas_reader;

-- A control that was waived may be asked once more of the same version, under an id of its own.
ALTER TABLE risk_control DROP CONSTRAINT risk_control_mrn_control_document_version_key;
