-- Permits that authorities issued, as they were put on file: proposed by one administrator, approved by another.
CREATE TABLE permit_load (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  source text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('approved', 'refused')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  CHECK (decided_by <> proposed_by),
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
);

CREATE TABLE permit (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  load uuid NOT NULL REFERENCES permit_load,
  measure text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('import', 'export')),
  -- As it is compared: capitals, without spaces around it.
  number text NOT NULL,
  holder text NOT NULL,
  codes text[] NOT NULL,
  -- What may be moved under it, and what declarations took; without, it is not limited.
  quantity numeric CHECK (quantity > 0),
  unit text,
  drawn numeric NOT NULL DEFAULT 0 CHECK (drawn >= 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  approved boolean NOT NULL DEFAULT false,
  ended_on date,
  end_reason text,
  listed bigint GENERATED ALWAYS AS IDENTITY,
  CHECK ((quantity IS NULL) = (unit IS NULL)),
  CHECK (drawn <= coalesce(quantity, 0)),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX permit_once ON permit (measure, direction, number) WHERE approved AND ended_on IS NULL;
CREATE INDEX permit_numbered ON permit (measure, direction, number) WHERE approved;
CREATE INDEX permit_of_holder ON permit (holder, listed DESC) WHERE approved;

-- What an item of a declaration took of a permit, in its unit. Given back once, where the declaration ends or takes anew.
CREATE TABLE permit_draw (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mrn text NOT NULL REFERENCES declaration DEFERRABLE INITIALLY DEFERRED,
  item integer NOT NULL,
  permit uuid NOT NULL REFERENCES permit,
  amount numeric NOT NULL CHECK (amount > 0),
  given_back boolean NOT NULL DEFAULT false,
  drawn_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX permit_draw_once ON permit_draw (mrn, item, permit) WHERE NOT given_back;

GRANT SELECT, INSERT ON permit_load, permit, permit_draw TO lintas_app;
GRANT UPDATE (decision, reason, decided_by, decided_at) ON permit_load TO lintas_app;
GRANT UPDATE (drawn, approved, ended_on, end_reason) ON permit TO lintas_app;
GRANT UPDATE (given_back) ON permit_draw TO lintas_app;
GRANT SELECT ON permit_load, permit, permit_draw TO lintas_reader;
