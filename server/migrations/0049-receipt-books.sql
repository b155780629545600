-- Receipts of a year are numbered in books, each without a gap. With one row for all of them, whoever paid waited for every payment before theirs to be kept.
ALTER TABLE receipt_serial ADD COLUMN book text NOT NULL DEFAULT '';
ALTER TABLE receipt_serial DROP CONSTRAINT receipt_serial_pkey, ADD PRIMARY KEY (year, book);
ALTER TABLE receipt_serial ALTER COLUMN book DROP DEFAULT;
