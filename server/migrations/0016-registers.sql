-- What the node knows beside a declaration: registers kept by two persons, what earlier declarations leave behind, and law that was changed here.

-- Parties to watch, and addresses where nobody trades. An entry runs from the second person's word on; it is ended by two as well.
CREATE TABLE risk_register_entry (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  register text NOT NULL CHECK (register IN ('party', 'address')),
  body json NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  -- Who says so: a resolution, a court, an own finding.
  source text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  ending_proposed_by text,
  ending_reason text,
  ended_by text,
  ended_at timestamptz,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK (valid_to > valid_from),
  CONSTRAINT risk_register_second_person CHECK (decided_by <> proposed_by),
  CONSTRAINT risk_register_ending_second_person CHECK (ended_by <> ending_proposed_by)
);
CREATE INDEX risk_register_entry_listed ON risk_register_entry (register, listed);
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal, ending_proposed_by, ending_reason, ended_by, ended_at)
  ON risk_register_entry TO lintas_app;

-- How many consignments a profile with a daily share picked on a day, and how many it may. Here alone it is counted, so that the share holds exactly.
CREATE TABLE risk_profile_share (
  day date NOT NULL,
  profile text NOT NULL,
  taken integer NOT NULL,
  share integer NOT NULL,
  PRIMARY KEY (day, profile),
  CONSTRAINT risk_profile_share_kept CHECK (taken <= share)
);
GRANT SELECT, INSERT, UPDATE ON risk_profile_share TO lintas_app;
GRANT SELECT ON risk_profile_share TO lintas_reader;

-- How far the log has been read for what follows. One row.
CREATE TABLE risk_history_cursor (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  position bigint NOT NULL
);
INSERT INTO risk_history_cursor (position) VALUES (0);
GRANT SELECT, UPDATE ON risk_history_cursor TO lintas_app;

-- Importers and exporters by what they declared here. `changed` grows with every change, so that a process reads what is new.
CREATE SEQUENCE importer_record_change;
CREATE TABLE importer_record (
  trader_id text PRIMARY KEY,
  last_declared_on date NOT NULL,
  released integer NOT NULL,
  changed bigint NOT NULL
);
CREATE INDEX importer_record_changed ON importer_record (changed);
GRANT USAGE ON SEQUENCE importer_record_change TO lintas_app;
GRANT SELECT, INSERT, UPDATE ON importer_record TO lintas_app;

-- What a declaration has in common with others: goods, invoice, containers. Those of the newest version of its document.
CREATE TABLE declared_mark (
  mrn text NOT NULL REFERENCES declaration,
  kind text NOT NULL,
  mark text NOT NULL,
  party text NOT NULL,
  declared_on date NOT NULL,
  PRIMARY KEY (mrn, kind, mark)
);
CREATE INDEX declared_mark_same ON declared_mark (kind, mark, declared_on);
GRANT SELECT, INSERT, DELETE ON declared_mark TO lintas_app;

-- Unit prices of goods that were released, in the state's currency, and their 5th and 95th hundredth as the night's work found them.
CREATE TABLE cleared_price (
  mrn text NOT NULL REFERENCES declaration,
  item integer NOT NULL,
  code text NOT NULL,
  origin text NOT NULL,
  unit text NOT NULL,
  price numeric NOT NULL,
  cleared_on date NOT NULL,
  PRIMARY KEY (mrn, item)
);
CREATE INDEX cleared_price_by_day ON cleared_price (cleared_on);
CREATE TABLE price_band (
  code text NOT NULL,
  origin text NOT NULL,
  unit text NOT NULL,
  low numeric NOT NULL,
  high numeric NOT NULL,
  count integer NOT NULL,
  computed_on date NOT NULL,
  PRIMARY KEY (code, origin, unit)
);
GRANT SELECT, INSERT, DELETE ON cleared_price, price_band TO lintas_app;
GRANT SELECT ON importer_record, declared_mark, cleared_price, price_band TO lintas_reader;

-- How far an operator is trusted, over a period: a tier proposed by one administrator, approved by a second, suspended by any one of them at once.
CREATE TABLE operator_tier (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trader_id text NOT NULL,
  tier smallint NOT NULL CHECK (tier BETWEEN 1 AND 4),
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  suspended_by text,
  suspended_at timestamptz,
  suspension text,
  CHECK (valid_to > valid_from),
  CONSTRAINT operator_tier_second_person CHECK (decided_by <> proposed_by)
);
CREATE INDEX operator_tier_by_trader ON operator_tier (trader_id);
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, refusal, suspended_by, suspended_at, suspension) ON operator_tier TO lintas_app;
GRANT SELECT ON operator_tier TO lintas_reader;

-- Changes to the law that were made on this node, on top of the files: rows added, ended or corrected together. Nothing is ever edited in place.
CREATE TABLE law_proposal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  -- The rows as the book has them from then on, and those they take the place of.
  changes json NOT NULL,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision text CHECK (decision IN ('approved', 'refused')),
  refusal text,
  -- The order in which approved proposals change the book.
  place bigint UNIQUE,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK ((decision IS NOT DISTINCT FROM 'approved') = (place IS NOT NULL)),
  CONSTRAINT law_proposal_second_person CHECK (decided_by <> proposed_by)
);
CREATE INDEX law_proposal_listed ON law_proposal (listed);
GRANT SELECT, INSERT, UPDATE (changes, decided_by, decided_at, decision, refusal, place) ON law_proposal TO lintas_app;
GRANT SELECT ON law_proposal TO lintas_reader;
