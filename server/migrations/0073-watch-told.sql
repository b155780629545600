-- Whoever watches codes is told by webhook, too: the organisation of the account that made the list.
ALTER TABLE watch_list ADD COLUMN trader_id text;
UPDATE watch_list SET trader_id = organisation.trader_id
FROM assignment JOIN organisation ON organisation.id = organisation_id WHERE assignment.account_id::text = watch_list.account_id;

-- Rulings are told, and the days on which law begins and ends.
ALTER TABLE watch_alert DROP CONSTRAINT watch_alert_subject_check;
ALTER TABLE watch_alert ADD CONSTRAINT watch_alert_subject_check
  CHECK (subject IN ('law', 'tariff', 'quota', 'correlation', 'ruling', 'beginning', 'ending'));

-- The file a piece of evidence came with, so that its rulings are found again.
ALTER TABLE classification_evidence ADD COLUMN load uuid;
CREATE INDEX classification_evidence_ruling_of_load ON classification_evidence (load) WHERE kind = 'ruling';
CREATE INDEX classification_evidence_ruling ON classification_evidence (reference) WHERE kind = 'ruling';

-- The last day whose law was looked at for what begins and what ends.
CREATE TABLE watch_day (single boolean PRIMARY KEY DEFAULT true CHECK (single), day date NOT NULL);
GRANT SELECT, INSERT, UPDATE ON watch_day TO lintas_app;
GRANT SELECT ON watch_day TO lintas_reader;
