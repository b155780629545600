-- What goods that leave a regime showed of the identification taken when they entered, so that the same mark is not shown for two of them.
ALTER TABLE regime_movement ADD COLUMN shown text[];
