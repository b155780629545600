-- The file of a declaration: documents that support it, documents customs asks for, and what the two sides write to each other.

-- A document's bytes, kept once whoever sent them and for how many declarations, in pieces, so that nothing ever holds a whole file.
CREATE TABLE document_content (
  sha256 bytea PRIMARY KEY,
  size integer NOT NULL CHECK (size > 0),
  kept_at timestamptz NOT NULL
);
CREATE TABLE document_piece (
  sha256 bytea NOT NULL REFERENCES document_content,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (sha256, number)
);
ALTER TABLE document_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE supporting_document (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration,
  sha256 bytea NOT NULL REFERENCES document_content,
  -- What it is: a code of UN/EDIFACT 1001, words, or neither where whoever added it did not say.
  type text,
  words text,
  name text NOT NULL,
  media_type text NOT NULL,
  side text NOT NULL CHECK (side IN ('declarant', 'customs')),
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT supporting_document_once UNIQUE (mrn, sha256)
);

-- What customs asks for: why and until when; each document, and how it stands; each answer, and what customs made of it.
CREATE TABLE document_request (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  reason text NOT NULL,
  due_on date NOT NULL,
  law_row text,
  asked_by text NOT NULL,
  office text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);
CREATE TABLE requested_document (
  mrn text NOT NULL,
  request integer NOT NULL,
  number integer NOT NULL,
  type text,
  words text,
  items integer[] NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'answered', 'accepted', 'withdrawn')),
  PRIMARY KEY (mrn, request, number),
  FOREIGN KEY (mrn, request) REFERENCES document_request
);
CREATE INDEX requested_document_asked ON requested_document (mrn, request) WHERE state = 'asked';
CREATE TABLE document_answer (
  mrn text NOT NULL,
  request integer NOT NULL,
  number integer NOT NULL,
  attempt integer NOT NULL,
  document uuid REFERENCES supporting_document,
  cannot_be_had text,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  verdict text CHECK (verdict IN ('accepted', 'refused')),
  verdict_reason text,
  judged_by text,
  judged_at timestamptz,
  PRIMARY KEY (mrn, request, number, attempt),
  FOREIGN KEY (mrn, request, number) REFERENCES requested_document,
  CHECK ((document IS NULL) <> (cannot_be_had IS NULL))
);
-- What the declarant was told of the day of an answer; once for each such day.
CREATE TABLE document_notice (
  mrn text NOT NULL,
  request integer NOT NULL,
  notice text NOT NULL CHECK (notice IN ('reminder', 'overdue')),
  due_on date NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, request, notice, due_on),
  FOREIGN KEY (mrn, request) REFERENCES document_request
);

-- What the two sides write to each other about a declaration. The words stand in the payload of the message's event, and nowhere else, so that
-- erasing them there erases them.
CREATE TABLE case_message (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  event_id bigint NOT NULL UNIQUE,
  side text NOT NULL CHECK (side IN ('declarant', 'customs')),
  sent_by text NOT NULL,
  -- Of customs the office and the role; of the declarant's side the trader id.
  office text,
  role text NOT NULL,
  trader_id text,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);
CREATE INDEX case_message_by_sender ON case_message (sent_by, sent_at);
CREATE TABLE case_message_document (
  mrn text NOT NULL,
  message integer NOT NULL,
  document uuid NOT NULL REFERENCES supporting_document,
  PRIMARY KEY (mrn, message, document),
  FOREIGN KEY (mrn, message) REFERENCES case_message
);
-- How far each side has read.
CREATE TABLE case_message_read (
  mrn text NOT NULL REFERENCES declaration,
  side text NOT NULL CHECK (side IN ('declarant', 'customs')),
  up_to integer NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, side)
);

GRANT SELECT, INSERT ON document_content, document_piece, supporting_document, document_notice, case_message, case_message_document TO lintas_app;
GRANT SELECT, INSERT, UPDATE (due_on) ON document_request TO lintas_app;
GRANT SELECT, INSERT, UPDATE (state) ON requested_document TO lintas_app;
GRANT SELECT, INSERT, UPDATE (verdict, verdict_reason, judged_by, judged_at) ON document_answer TO lintas_app;
GRANT SELECT, INSERT, UPDATE (up_to, read_at) ON case_message_read TO lintas_app;
GRANT SELECT ON document_content, document_request, requested_document, document_notice TO lintas_reader;
