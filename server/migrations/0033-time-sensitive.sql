-- Standing authorisations for goods that cannot wait: applied for, granted with conditions and days, suspended, revoked.
CREATE SEQUENCE time_sensitive_serial;
CREATE TABLE time_sensitive_authorisation (
  number text PRIMARY KEY,
  holder text NOT NULL,
  body json NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to > valid_from),
  status text NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'granted', 'refused', 'suspended', 'revoked')),
  -- Who decided what, when, with which reasons and conditions; the first first.
  decisions json NOT NULL DEFAULT '[]',
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  listed bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX time_sensitive_by_holder ON time_sensitive_authorisation (holder, listed DESC);
CREATE INDEX time_sensitive_listed ON time_sensitive_authorisation (listed DESC);
GRANT USAGE ON SEQUENCE time_sensitive_serial TO lintas_app;
GRANT SELECT, INSERT, UPDATE (status, decisions, valid_from, valid_to) ON time_sensitive_authorisation TO lintas_app;
GRANT SELECT ON time_sensitive_authorisation TO lintas_reader;
