-- What every subject stands on.
--
-- lintas_owner runs these files and owns what they make. lintas_app is the running node: it is granted what it needs, table by
-- table, and nothing else. lintas_reader reads, for reports and for the curious. The roles exist before this file runs;
-- each later file grants what the two need on its own tables.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lintas_app, lintas_reader;


-- What happened: one row a fact, added in the transaction of the act it records. lintas_app can add rows and read them, nothing else.
-- `facts` is canonical JSON (RFC 8785) and `json`, not `jsonb`, since every byte of it is proved: `leaf` is the SHA-256 of `salt` and
-- the event's canonical JSON, which holds every other column but the id. The id is proved by the tree.
CREATE TABLE event (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  subject text NOT NULL,
  subject_id text NOT NULL,
  act text NOT NULL,
  by text NOT NULL,
  facts json NOT NULL,
  payload_digest bytea,
  salt bytea NOT NULL,
  leaf bytea NOT NULL
);
CREATE INDEX event_about ON event (subject, subject_id, id);
GRANT SELECT, INSERT ON event TO lintas_app;
GRANT USAGE ON SEQUENCE event_id_seq TO lintas_app;

-- Personal and commercial data of an event, which may be erased without touching the proof: the event holds its salted digest.
CREATE TABLE event_payload (
  event_id bigint PRIMARY KEY,
  salt bytea NOT NULL,
  payload json NOT NULL
);
GRANT SELECT, INSERT ON event_payload TO lintas_app;

CREATE FUNCTION erase_event_payloads(event_ids bigint[]) RETURNS bigint[]
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    WITH erased AS (DELETE FROM event_payload WHERE event_id = ANY (event_ids) RETURNING event_id)
    SELECT coalesce(array_agg(event_id ORDER BY event_id), '{}') FROM erased
  $$;
REVOKE ALL ON FUNCTION erase_event_payloads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_event_payloads TO lintas_app;

-- Events that have no place in the order yet, with the transaction that added them: ids become visible out of order, so the sealer takes
-- only those whose transaction is older than every running one. The row is a queue's: small, short-lived, without an index.
CREATE TABLE event_pending (
  event_id bigint NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
GRANT SELECT, INSERT, DELETE ON event_pending TO lintas_app;

-- The order of events, without gaps, from 0: the leaves of the Merkle tree. Whatever reads events in order reads by position.
CREATE TABLE event_order (
  position bigint PRIMARY KEY,
  event_id bigint NOT NULL UNIQUE
);
GRANT SELECT, INSERT ON event_order TO lintas_app;

-- Hashes of whole subtrees at every eighth level (256 leaves, 65536 …), so that a proof reads a few hundred rows of a log of millions.
CREATE TABLE event_tree (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (level, index)
);
GRANT SELECT, INSERT ON event_tree TO lintas_app;

-- Signed checkpoints: the tree's root over the first `size` events. `frontier` are the whole subtrees it is made of, the largest first.
CREATE TABLE seal (
  size bigint PRIMARY KEY,
  previous_size bigint NOT NULL UNIQUE,
  root bytea NOT NULL,
  previous_root bytea NOT NULL,
  frontier bytea[] NOT NULL,
  at timestamptz NOT NULL,
  signature text NOT NULL
);
GRANT SELECT, INSERT ON seal TO lintas_app;

GRANT SELECT ON event, event_order, event_tree, seal TO lintas_reader;
