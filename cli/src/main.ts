import { Command, CommanderError } from 'commander'
import { ProblemError } from './client.ts'
import { Refused } from './refused.ts'

interface CommandModule {
  register(program: Command): void
}

/** Every command and where it is. Only the one that was called is loaded, all of them for help. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  start: () => import('./start.ts'),
  serve: () => import('./serve.ts'),
  work: () => import('./work.ts'),
  accounts: () => import('./accounts.ts'),
  account: () => import('./account.ts'),
  administrator: () => import('./administrator.ts'),
  'database-url': () => import('./database-url.ts'),
  bank: () => import('./bank.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  verify: () => import('./verify.ts'),
  declare: () => import('./declare.ts'),
  rules: () => import('./rules.ts'),
  manifest: () => import('./manifest.ts'),
  'storage-places': () => import('./storage-places.ts'),
  'time-sensitive': () => import('./time-sensitive.ts'),
  tariff: () => import('./tariff.ts'),
  rates: () => import('./rates.ts'),
  law: () => import('./law.ts'),
  measures: () => import('./measures.ts'),
  permits: () => import('./permits.ts'),
  watch: () => import('./watch.ts'),
  quota: () => import('./quota.ts'),
  modes: () => import('./modes.ts'),
  classify: () => import('./classify.ts'),
  cost: () => import('./cost.ts'),
  quote: () => import('./quote.ts'),
  'cost-basket': () => import('./cost-basket.ts'),
  origin: () => import('./origin.ts'),
  proofs: () => import('./proofs.ts'),
  exporters: () => import('./exporters.ts'),
  assess: () => import('./assess.ts'),
  value: () => import('./value.ts'),
  clear: () => import('./clear.ts'),
  decisions: () => import('./decisions.ts'),
  review: () => import('./decisions.ts'),
  appeal: () => import('./decisions.ts'),
  delegations: () => import('./delegations.ts'),
  mandates: () => import('./mandates.ts'),
  abandon: () => import('./disposal.ts'),
  disposal: () => import('./disposal.ts'),
  divergences: () => import('./divergences.ts'),
  seizure: () => import('./seizure.ts'),
  hearing: () => import('./hearing.ts'),
  disclose: () => import('./hearing.ts'),
  documents: () => import('./documents.ts'),
  message: () => import('./messages.ts'),
  messages: () => import('./messages.ts'),
  replay: () => import('./replay.ts'),
  keys: () => import('./keys.ts'),
  sandbox: () => import('./sandbox.ts'),
  profiles: () => import('./profiles.ts'),
  risk: () => import('./risk.ts'),
  overrides: () => import('./overrides.ts'),
  'watch-list': () => import('./watch-list.ts'),
  targeting: () => import('./targeting.ts'),
  webhooks: () => import('./webhooks.ts'),
  drawback: () => import('./drawback.ts'),
  regimes: () => import('./regimes.ts'),
  run: () => import('./run.ts'),
  'service-levels': () => import('./service-levels.ts'),
}

/** Standard output carries only the answer. Exit code 0: done; 1: refused, or problems were found; 2: wrong use. */
const program = new Command('lintas')
  .description('An open customs and trade single window.')
  .exitOverride()
  // What follows a subcommand is its own, also where the command above it has an option of the same name.
  .enablePositionalOptions()
  .showHelpAfterError('(see lintas --help)')

// Whoever reads our answer may have read enough (`lintas verify | head -1`).
process.stdout.on('error', failure => {
  if ((failure as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw failure
})

const name = process.argv[2] ?? ''
const called = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
const modules = await Promise.all((called === undefined ? Object.values(COMMANDS) : [called]).map(load => load()))
for (const module of new Set(modules)) module.register(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof ProblemError) console.error(error.describe())
  else if (error instanceof Refused) console.error(`lintas: ${error.message}`)
  else console.error(error instanceof Error ? `lintas: ${error.message}` : error)
  return 1
}
