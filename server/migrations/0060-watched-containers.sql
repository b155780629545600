-- Containers are watched, too.
ALTER TABLE risk_register_entry DROP CONSTRAINT risk_register_entry_register_check,
  ADD CONSTRAINT risk_register_entry_register_check CHECK (register IN ('party', 'address', 'container'));
