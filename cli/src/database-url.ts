import type { State } from '@lintas/customs/reference'
import { loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'
import { readState } from './state-option.ts'

export function register(program: Command): void {
  program
    .command('database-url')
    .description("Print the URL of one state's database, as its owner. Keep it to yourself: it holds the password.")
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(printUrl)
}

async function printUrl({ state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  const { ownerUrlOf } = await loadServer()
  const url = await ownerUrlOf(readConfig(), state)
  console.log(json ? JSON.stringify({ state, url }) : url)
}
