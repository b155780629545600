-- Goods that go out to come back: by what they are known again, and that they came.

ALTER TABLE regime_lot ADD COLUMN identification text[];

ALTER TABLE regime_movement DROP CONSTRAINT regime_movement_kind_check;
ALTER TABLE regime_movement ADD CONSTRAINT regime_movement_kind_check
  CHECK (kind IN ('consumed', 'waste', 'home', 're-export', 're-import', 'transfer', 'loss', 'shortage', 'diversion', 'overdue'));
