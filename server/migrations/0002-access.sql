-- Who may do what, who signed in, and what was answered to whom.

-- What was answered under an Idempotency-Key. `json`, not `jsonb`: the answer is given again with its keys in the same order.
CREATE TABLE idempotency (
  caller text NOT NULL,
  key text NOT NULL CHECK (length(key) <= 255),
  request_hash bytea NOT NULL,
  status smallint NOT NULL,
  body json,
  answered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_once PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_by_age ON idempotency USING brin (answered_at);
GRANT SELECT, INSERT, DELETE ON idempotency TO lintas_app;
