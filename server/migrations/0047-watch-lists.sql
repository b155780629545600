-- Codes somebody watches, and what changed for them: once for each change of the log.
CREATE TABLE watch_list (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id text NOT NULL,
  name text NOT NULL,
  codes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX watch_list_of_account ON watch_list (account_id) WHERE ended_at IS NULL;

CREATE TABLE watch_alert (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list uuid NOT NULL REFERENCES watch_list,
  event_id bigint NOT NULL,
  subject text NOT NULL CHECK (subject IN ('law', 'tariff', 'quota')),
  about text NOT NULL,
  what text NOT NULL,
  codes text[] NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (list, event_id, about)
);

-- How far the log was read for them.
CREATE TABLE watch_cursor (single boolean PRIMARY KEY DEFAULT true CHECK (single), position bigint NOT NULL);
INSERT INTO watch_cursor (position) VALUES (0);

GRANT SELECT, INSERT ON watch_list, watch_alert TO lintas_app;
GRANT UPDATE (ended_at) ON watch_list TO lintas_app;
GRANT SELECT ON watch_cursor TO lintas_app;
GRANT UPDATE (position) ON watch_cursor TO lintas_app;
GRANT SELECT ON watch_list, watch_alert, watch_cursor TO lintas_reader;
