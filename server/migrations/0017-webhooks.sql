-- What organisations are told of their declarations, and whether they heard it.
--
-- An endpoint is an address of an organisation. A notification goes to it as a delivery; the deliveries about one declaration to one endpoint form a
-- line, and only the head of a line is tried. Whoever works takes a line for as long as `due_at` says; when it dies, the line falls due again.

CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  trader_id text NOT NULL,
  url text NOT NULL,
  description text NOT NULL DEFAULT '',
  -- Types of notification it wants, and the principals whose declarations it wants to hear of; empty for all.
  types text[] NOT NULL,
  principals text[] NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'disabled')),
  -- Why customs stopped sending to it: gone, failing.
  disabled_because text,
  disabled_at timestamptz,
  -- Since when nothing arrived any more, and how many attempts in a row did not.
  failing_since timestamptz,
  failures integer NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhook_endpoint_of ON webhook_endpoint (trader_id);

-- Signing secrets, encrypted with a key of the node's. Two are valid while one takes over from the other.
CREATE TABLE webhook_secret (
  endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  number integer NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  valid_until timestamptz,
  PRIMARY KEY (endpoint, number)
);

-- How far the log has been handed out: the next position. One row.
CREATE TABLE webhook_cursor (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  position bigint NOT NULL
);
-- Nothing that happened before anybody could ask for it is told.
INSERT INTO webhook_cursor (position) SELECT coalesce(max(position) + 1, 0) FROM event_order;

CREATE TABLE webhook_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  -- What the receiver tells repetitions by; the same for every endpoint and every attempt.
  message_id text NOT NULL,
  type text NOT NULL,
  -- What it is about: an MRN. Deliveries about one thing go out in the order of their positions.
  line text NOT NULL,
  position bigint NOT NULL,
  body text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  -- Attempts since it was last put in line.
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  UNIQUE (endpoint, message_id)
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (endpoint, line, position, id) WHERE status = 'pending';
CREATE INDEX webhook_delivery_settled ON webhook_delivery (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX webhook_delivery_listed ON webhook_delivery (endpoint, id DESC);

CREATE TABLE webhook_line (
  endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  line text NOT NULL,
  -- How many deliveries wait in it.
  pending integer NOT NULL,
  -- When its head may be tried next; while somebody tries it, when that somebody is given up.
  due_at timestamptz NOT NULL,
  lease uuid,
  PRIMARY KEY (endpoint, line)
);
CREATE INDEX webhook_line_due ON webhook_line (endpoint, due_at) WHERE pending > 0;

CREATE TABLE webhook_attempt (
  delivery bigint NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  -- What the endpoint answered; without an answer why there was none.
  answer integer,
  failure text,
  duration_ms integer NOT NULL,
  excerpt text NOT NULL DEFAULT '',
  PRIMARY KEY (delivery, number)
);

-- Where the log stood at an instant.
CREATE INDEX seal_at ON seal (at);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoint, webhook_secret, webhook_cursor, webhook_delivery, webhook_line, webhook_attempt TO lintas_app;
GRANT SELECT ON webhook_endpoint, webhook_cursor, webhook_delivery, webhook_line, webhook_attempt TO lintas_reader;
