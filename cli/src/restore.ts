import { resolve } from 'node:path'
import { loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'

export function register(program: Command): void {
  program
    .command('restore')
    .description('Fill an empty LINTAS_HOME from the file of a backup.')
    .argument('<file>', 'the file')
    .option('--json', 'as one JSON object')
    .action(restore)
}

async function restore(file: string, { json }: { readonly json?: true }): Promise<void> {
  const started = performance.now()
  const config = readConfig()
  const { restoreFrom } = await loadServer()
  const databases = await restoreFrom(config, resolve(file))
  const rows = databases.reduce((sum, each) => sum + each.rows, 0)
  const answer = { file, home: config.home, rows, databases, seconds: Math.round(performance.now() - started) / 1000 }
  console.log(json ? JSON.stringify(answer) : `${config.home}: ${rows} rows of ${databases.length} databases`)
}
