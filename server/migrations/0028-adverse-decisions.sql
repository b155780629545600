-- Decisions against somebody, as they were written, and everything that followed: requests, outcomes. Both are only ever added to; of a decision only where
-- it stands moves.

CREATE TABLE adverse_decision_serial (
  year integer PRIMARY KEY,
  last integer NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON adverse_decision_serial TO lintas_app;
GRANT SELECT ON adverse_decision_serial TO lintas_reader;

CREATE TABLE adverse_decision (
  number text PRIMARY KEY,
  kind text NOT NULL,
  mrn text REFERENCES declaration,
  -- Trader id of whom it is addressed to.
  addressee text NOT NULL,
  office text,
  -- The document as it was served.
  body json NOT NULL,
  -- What it did, for whoever has to undo it.
  effect json NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'decided',
  -- The last day of the answer that is waited for.
  answer_by date,
  -- When customs was reminded that the day has passed.
  reminded_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX adverse_decision_by_declaration ON adverse_decision (mrn);
CREATE INDEX adverse_decision_by_addressee ON adverse_decision (addressee, listed DESC);
CREATE INDEX adverse_decision_listed ON adverse_decision (listed);
CREATE INDEX adverse_decision_awaited ON adverse_decision (answer_by) WHERE answer_by IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (status, answer_by, reminded_at, revision) ON adverse_decision TO lintas_app;
GRANT SELECT ON adverse_decision TO lintas_reader;

CREATE TABLE adverse_decision_step (
  decision text NOT NULL REFERENCES adverse_decision,
  number integer NOT NULL,
  body json NOT NULL,
  -- What carrying it out came to: a refund, interest.
  effect json,
  done_by text NOT NULL,
  done_at timestamptz NOT NULL,
  PRIMARY KEY (decision, number)
);
GRANT SELECT, INSERT ON adverse_decision_step TO lintas_app;
GRANT SELECT ON adverse_decision_step TO lintas_reader;

-- The notices given so far get their numbers: in the order they were given, year by year.
INSERT INTO adverse_decision (number, kind, mrn, addressee, office, body, effect, decided_by, decided_at)
SELECT number, kind, mrn, principal, office,
  (notice::jsonb || jsonb_build_object('number', number, 'kind', kind, 'state', state, 'addressee', principal, 'about', jsonb_build_object('mrn', mrn))
    || CASE WHEN office IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('office', office) END)::json,
  '{}', given_by, given_at
FROM (
  SELECT n.mrn, n.notice, n.given_by, n.given_at, d.principal, d.office, substr(n.mrn, 3, 2) AS state,
    CASE WHEN EXISTS (SELECT FROM value_settlement s WHERE s.mrn = n.mrn AND s.settled_at = n.given_at) THEN 'value-uplift' ELSE 'refusal' END AS kind,
    substr(n.mrn, 3, 2) || '-' || left(n.notice ->> 'noticeOn', 4) || '-'
      || lpad(row_number() OVER (PARTITION BY left(n.notice ->> 'noticeOn', 4) ORDER BY n.given_at, n.mrn, n.number)::text, 6, '0') AS number
  FROM adverse_notice n JOIN declaration d USING (mrn)
) given ORDER BY given_at, number;
INSERT INTO adverse_decision_serial (year, last)
SELECT left(body ->> 'noticeOn', 4)::integer, count(*) FROM adverse_decision GROUP BY 1;
DROP TABLE adverse_notice;
