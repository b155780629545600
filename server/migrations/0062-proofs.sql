-- Proofs of origin: those this state's authority is asked for and issues, and those other states sent. What was certified is never changed: an alteration is a
-- new proof, and the old one is cancelled.
CREATE TABLE proof (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listed bigint GENERATED ALWAYS AS IDENTITY,
  side text NOT NULL CHECK (side IN ('issuing', 'importing')),
  status text NOT NULL,
  -- The exporter who applies; of a proof from another state the consignee it names, where it names one by number.
  trader text,
  issuing_state text NOT NULL,
  importing_state text NOT NULL,
  form jsonb NOT NULL,
  -- Since it was issued.
  number text UNIQUE,
  ticks text[],
  edition text,
  issued_on date,
  valid_to date,
  -- The number it is to take the place of.
  replaces text,
  -- How often its use was reported, so that an older report never takes the place of a newer one.
  reported integer NOT NULL DEFAULT 0,
  applied_at timestamptz NOT NULL,
  CHECK ((number IS NULL) = (issued_on IS NULL)),
  CHECK ((number IS NULL) = (valid_to IS NULL)),
  CHECK (side = 'issuing' OR number IS NOT NULL)
);
CREATE INDEX proof_listed ON proof (listed DESC);
CREATE INDEX proof_by_trader ON proof (trader, listed DESC);

-- What was done to a proof, in order.
CREATE TABLE proof_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proof uuid NOT NULL REFERENCES proof,
  act text NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  -- The question, the answer, the reasons.
  words jsonb
);
CREATE INDEX proof_act_of ON proof_act (proof, id);

-- What a proof certifies of each item and how much of it is used, in the importing state's ledger. Nobody uses more than there is.
CREATE TABLE proof_item (
  proof uuid NOT NULL REFERENCES proof,
  item integer NOT NULL,
  unit text NOT NULL,
  quantity numeric NOT NULL CHECK (quantity > 0),
  used numeric NOT NULL DEFAULT 0 CHECK (used >= 0 AND used <= quantity),
  PRIMARY KEY (proof, item)
);

-- What a declaration, or a back-to-back proof, draws of an item of a proof. Given back once, where it ends or draws anew.
CREATE TABLE proof_use (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  proof uuid NOT NULL,
  item integer NOT NULL,
  holder_kind text NOT NULL CHECK (holder_kind IN ('declaration', 'proof')),
  holder text NOT NULL,
  sequence integer NOT NULL,
  amount numeric NOT NULL CHECK (amount > 0),
  given_back boolean NOT NULL DEFAULT false,
  drawn_at timestamptz NOT NULL,
  FOREIGN KEY (proof, item) REFERENCES proof_item
);
CREATE UNIQUE INDEX proof_use_once ON proof_use (proof, item, holder_kind, holder, sequence) WHERE NOT given_back;
CREATE INDEX proof_use_of_holder ON proof_use (holder_kind, holder) WHERE NOT given_back;

-- What this node tells others of proofs, written in the transaction of the act it tells; delivered in order, at least once.
CREATE TABLE proof_message (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listed bigint GENERATED ALWAYS AS IDENTITY,
  to_state text NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  body jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  received_at timestamptz,
  receipt jsonb,
  CHECK ((received_at IS NULL) = (receipt IS NULL))
);
CREATE INDEX proof_message_waiting ON proof_message (listed) WHERE received_at IS NULL;
CREATE INDEX proof_message_about ON proof_message (number, listed);

-- What others told, by who told it: what comes twice is done once.
CREATE TABLE proof_message_received (
  from_state text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  receipt jsonb NOT NULL,
  PRIMARY KEY (from_state, id)
);

GRANT SELECT, INSERT ON proof, proof_act, proof_item, proof_use, proof_message, proof_message_received TO lintas_app;
GRANT UPDATE (status, form, number, ticks, edition, issued_on, valid_to, reported) ON proof TO lintas_app;
GRANT UPDATE (used) ON proof_item TO lintas_app;
GRANT UPDATE (given_back) ON proof_use TO lintas_app;
GRANT UPDATE (attempts, received_at, receipt) ON proof_message TO lintas_app;
GRANT SELECT ON proof, proof_act, proof_item, proof_use, proof_message, proof_message_received TO lintas_reader;
