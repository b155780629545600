-- What an office ranks its day by: 0 by how likely something is found, 1 by the revenue expected, between them a mix. And every word on what an office can do is kept, with who
-- said it and when: the last one of a day counts.
ALTER TABLE office_capacity
  ADD COLUMN revenue_weight numeric NOT NULL DEFAULT 0 CHECK (revenue_weight >= 0 AND revenue_weight <= 1),
  ADD COLUMN listed bigint GENERATED ALWAYS AS IDENTITY,
  DROP CONSTRAINT office_capacity_pkey,
  ADD PRIMARY KEY (listed);
CREATE INDEX office_capacity_on ON office_capacity (office, valid_from DESC, listed DESC);
REVOKE UPDATE (inspections, exploration, set_by, set_at) ON office_capacity FROM lintas_app;
