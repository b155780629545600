import type { State } from '@lintas/customs/reference'
import { loadServer, readConfig } from '@lintas/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'

export function register(program: Command): void {
  program
    .command('administrator')
    .description(
      "Make an account of a line of administration, straight in a node's database: its first administrator, and the checker whose approval changes wait for. The password is said once.",
    )
    .requiredOption('--state <state>', 'the member state, such as SG', readState)
    .requiredOption('--email <address>', 'whom the account is for', readEmail)
    .requiredOption('--name <name>', 'as officers and events show it')
    .addOption(new Option('--role <role>', 'which of the two lines').choices(['administrator', 'checker']).default('administrator'))
    .option('--json', 'as one JSON object')
    .action(make)
}

interface Options {
  readonly state: State
  readonly email: string
  readonly name: string
  readonly role: 'administrator' | 'checker'
  readonly json?: true
}

async function make({ state, email, name, role, json }: Options): Promise<void> {
  const { makeAdministratorOf } = await loadServer()
  const made = await makeAdministratorOf(readConfig(), state, { email, name, role })
  if (made === undefined) throw new Refused(`${email} has an account at the node of ${state} already`)
  console.log(
    json ? JSON.stringify({ state, ...made }) : `${state}: ${made.role} ${made.email}, password ${made.password} (said once; change it)`,
  )
}

function readEmail(text: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new InvalidArgumentError('needs an e-mail address.')
  return text
}
