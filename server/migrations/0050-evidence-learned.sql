-- How many pieces of evidence a memory was learned from: fewer are left where some were taken back, and then it is learned anew.
ALTER TABLE classification_memory ADD COLUMN pieces bigint NOT NULL DEFAULT 0;
