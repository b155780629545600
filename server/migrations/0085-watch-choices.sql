-- A watched code whose place several codes took: what its owner was asked, by which table, and what they chose. The answer is kept with the question.
CREATE TABLE watch_choice (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  list uuid NOT NULL REFERENCES watch_list,
  code text NOT NULL,
  correlation text NOT NULL,
  successors text[] NOT NULL,
  asked_at timestamptz NOT NULL,
  chosen text[],
  reason text,
  chosen_at timestamptz,
  CHECK ((chosen IS NULL) = (chosen_at IS NULL)),
  CHECK (chosen IS NOT NULL OR reason IS NULL)
);
CREATE UNIQUE INDEX watch_choice_open ON watch_choice (list, code) WHERE chosen_at IS NULL;
CREATE INDEX watch_choice_of_list ON watch_choice (list, asked_at);

-- Those who were asked before they could answer.
INSERT INTO watch_choice (list, code, correlation, successors, asked_at)
SELECT DISTINCT ON (alert.list, alert.codes[1]) alert.list, alert.codes[1], alert.about, alert.successors, alert.at
FROM watch_alert alert JOIN watch_list ON watch_list.id = alert.list
WHERE alert.subject = 'correlation' AND alert.what = 'asked' AND alert.codes[1] = ANY (watch_list.codes)
ORDER BY alert.list, alert.codes[1], alert.id DESC;

GRANT SELECT, INSERT ON watch_choice TO lintas_app;
GRANT UPDATE (successors, correlation, asked_at, chosen, reason, chosen_at) ON watch_choice TO lintas_app;
GRANT SELECT ON watch_choice TO lintas_reader;
