import type { State } from '@lintas/customs/reference'
import { loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'
import { readState } from './state-option.ts'

export function register(program: Command): void {
  program
    .command('work')
    .description("Do the jobs of one state's node: what happens later, or again and again.")
    .requiredOption('--state <state>', 'the member state, such as SG', readState)
    .action(work)
}

async function work({ state }: { readonly state: State }): Promise<void> {
  const config = readConfig()
  const { startNodes, untilStopped } = await loadServer()
  const node = await startNodes(config, { states: [state], serves: false, works: true, sandbox: config.sandbox ?? false })
  console.error(`lintas: working for ${state}`)
  await untilStopped(node)
}
