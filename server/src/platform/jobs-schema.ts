import { getConstructionPlans } from 'pg-boss'

/** The schema the queue's tables live in. */
export const JOBS_SCHEMA = 'pgboss'

/**
 * The queue's own tables as one migration: what pg-boss would run itself at its first start, which our roles do not let it.
 *
 * `server/migrations/0003-jobs.sql` holds this text for the pg-boss we use. A newer one that changes its tables needs a further migration,
 * from its `getMigrationPlans`; a test says when.
 */
export function renderJobsMigration(): string {
  const plans = getConstructionPlans(JOBS_SCHEMA)
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => !ITS_OWN_TRANSACTION.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return `${HEAD}\n${plans}\n\n${GRANTS}`
}

const ITS_OWN_TRANSACTION = /^\s*(BEGIN;|COMMIT;|SET LOCAL .*|SELECT pg_advisory_xact_lock.*)$/

const HEAD = `-- The tables of the job queue, pg-boss; rendered by server/src/platform/jobs-schema.ts, not written by hand.
`

const GRANTS = `GRANT USAGE ON SCHEMA ${JOBS_SCHEMA} TO lintas_app, lintas_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO lintas_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOBS_SCHEMA} TO lintas_app;
GRANT SELECT ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO lintas_reader;
`
