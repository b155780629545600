import type { State } from '@lintas/customs/reference'
import { loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'
import { readState } from './state-option.ts'

export function register(program: Command): void {
  program
    .command('serve')
    .description("Serve one state's node over HTTP. Add as many processes as there is work for; they share the database.")
    .requiredOption('--state <state>', 'the member state, such as SG', readState)
    .action(serve)
}

async function serve({ state }: { readonly state: State }): Promise<void> {
  const config = readConfig()
  const { startNodes, untilStopped } = await loadServer()
  const node = await startNodes(config, { states: [state], serves: true, works: false, sandbox: config.sandbox ?? false })
  console.error(`lintas: serving ${state} at ${node.baseUrl}/${state.toLowerCase()}`)
  await untilStopped(node)
}
