-- What customs asked about the value of goods, what was answered, how it was settled; and prices that were adjusted after release. Everything here is
-- only ever added to. The words are the declarant's and the officer's own.

CREATE TABLE value_question (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  question json NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);

CREATE TABLE value_answer (
  mrn text NOT NULL,
  question integer NOT NULL,
  number integer NOT NULL,
  answer json NOT NULL,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, question, number),
  FOREIGN KEY (mrn, question) REFERENCES value_question
);

-- A question is settled once.
CREATE TABLE value_settlement (
  mrn text NOT NULL,
  question integer NOT NULL,
  settlement json NOT NULL,
  settled_by text NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, question),
  FOREIGN KEY (mrn, question) REFERENCES value_question
);

CREATE TABLE price_adjustment (
  mrn text NOT NULL REFERENCES declaration,
  number integer NOT NULL,
  adjustment json NOT NULL,
  adjusted_by text NOT NULL,
  adjusted_at timestamptz NOT NULL,
  PRIMARY KEY (mrn, number)
);

GRANT SELECT, INSERT ON value_question, value_answer, value_settlement, price_adjustment TO lintas_app;
GRANT SELECT ON value_question, value_answer, value_settlement, price_adjustment TO lintas_reader;
