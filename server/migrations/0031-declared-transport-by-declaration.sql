-- An amendment, a correction and a cancellation say anew which transport documents a declaration names: what it named before is found by its number.
CREATE INDEX declared_transport_by_declaration ON declared_transport (mrn);
