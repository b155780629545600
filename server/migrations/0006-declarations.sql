-- Declarations, their versions, what was decided about them, and the release that followed.
--
-- What was lodged and decided is only ever added to. The row in `declaration` is the one that moves: it repeats where the fold over the acts
-- has arrived, so that lists and the next act need not read them all.

-- Numbers for MRNs, handed to a process in blocks of 256, so that a lodging asks for none.
CREATE SEQUENCE declaration_serial INCREMENT BY 256 MINVALUE 0 START WITH 0;

-- The law a decision rests on, by the digest of its tables; written once, never changed.
CREATE TABLE law_book (
  version text PRIMARY KEY,
  tables json NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE declaration (
  mrn text PRIMARY KEY,
  -- Trader ids: whose local reference it is, who filed it, on whose behalf.
  declarant text NOT NULL,
  local_reference text NOT NULL,
  filer text NOT NULL,
  principal text NOT NULL,
  office text,
  type text NOT NULL,
  mode text NOT NULL,
  -- What was lodged first: the same document under the same reference is the same declaration.
  document_sha256 bytea NOT NULL,
  -- The consignment as the risk module named it then, and the day whose secret draws its lot.
  consignment_key text NOT NULL,
  transport_key text NOT NULL,
  lot_day date NOT NULL,
  registered_on date NOT NULL,
  registered_at timestamptz NOT NULL,
  -- Where the acts have led: the fold over them, as `customs` gives it, with its status beside it for lists.
  standing json NOT NULL,
  status text NOT NULL,
  lane text NOT NULL,
  arrived_on date,
  released_on date,
  -- The newest version of the document, the newest decision, and how often anything was done: the last is the entity tag.
  version integer NOT NULL,
  decision integer NOT NULL,
  revision integer NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT declaration_reference_once UNIQUE (declarant, local_reference)
);
CREATE INDEX declaration_by_filer ON declaration (filer, listed DESC);
CREATE INDEX declaration_by_principal ON declaration (principal, listed DESC);
CREATE INDEX declaration_by_office ON declaration (office, listed DESC);

-- Which declaration a consignment of a principal is declared by. Lodging takes the place, cancelling gives it back, so that of two lodgings at
-- once one is refused.
CREATE TABLE declared_consignment (
  principal text NOT NULL,
  consignment_key text NOT NULL,
  mrn text NOT NULL,
  declared_on date NOT NULL,
  PRIMARY KEY (principal, consignment_key)
);

CREATE TABLE declaration_version (
  mrn text NOT NULL REFERENCES declaration,
  version integer NOT NULL,
  document json NOT NULL,
  sha256 bytea NOT NULL,
  lodged_by text NOT NULL,
  lodged_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, version)
);

-- `json`, not `jsonb`: what was decided is kept as the text whose digest was taken.
CREATE TABLE decision (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  inputs json NOT NULL,
  body json NOT NULL,
  sha256 bytea NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);

-- What the goods leave with. The code in the link is the only key to the public answer about it.
CREATE TABLE release_note (
  mrn text PRIMARY KEY REFERENCES declaration,
  code text NOT NULL UNIQUE,
  note json NOT NULL,
  released_at timestamptz NOT NULL
);

-- An adverse decision as it was given to the declarant.
CREATE TABLE adverse_notice (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  notice json NOT NULL,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);

-- What a declarant has not lodged yet. Nobody but the organisation that wrote it sees it, and customs does not.
CREATE TABLE declaration_draft (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  filer text NOT NULL,
  document json NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  edited_by text NOT NULL,
  edited_at timestamptz NOT NULL DEFAULT now(),
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX declaration_draft_by_filer ON declaration_draft (filer, listed DESC);

GRANT SELECT, INSERT ON law_book, declaration_version, decision, release_note, adverse_notice TO lintas_app;
GRANT SELECT, INSERT, UPDATE ON declaration TO lintas_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON declared_consignment, declaration_draft TO lintas_app;
GRANT USAGE ON SEQUENCE declaration_serial TO lintas_app;
GRANT SELECT ON law_book, declaration, declared_consignment, declaration_version, decision, release_note, adverse_notice TO lintas_reader;
