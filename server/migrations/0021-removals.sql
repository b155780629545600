-- Goods taken away and declared by the month: each removal is a declaration of its own (mode REMOVAL), declared once by another (mode PERIODIC).

-- A table for removals under a declaration that came first; nothing was ever kept in it.
DROP TABLE goods_removal;

CREATE TABLE declared_removal (
  removal text PRIMARY KEY REFERENCES declaration,
  declaration text NOT NULL REFERENCES declaration
);
CREATE INDEX declared_removal_by_declaration ON declared_removal (declaration);

-- The removals of a trader, by day.
CREATE INDEX declaration_removal ON declaration (principal, registered_on) WHERE mode = 'REMOVAL';
CREATE INDEX declaration_removal_by_office ON declaration (office, listed) WHERE mode = 'REMOVAL';

DROP INDEX declaration_to_complete;
CREATE INDEX declaration_to_complete ON declaration (registered_on)
  WHERE mode IN ('SIMPLIFIED', 'PROVISIONAL') AND standing->'completion' IS NOT NULL;
CREATE INDEX declaration_to_declare ON declaration (principal, office) WHERE mode = 'REMOVAL' AND standing->'completion'->>'state' <> 'done';

GRANT SELECT, INSERT ON declared_removal TO lintas_app;
GRANT SELECT ON declared_removal TO lintas_reader;
