import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'

export function register(program: Command): void {
  program
    .command('backup')
    .description('Save every database, key and account of this LINTAS_HOME in one file. It holds secrets; keep it as such.')
    .argument('<file>', 'where to write it')
    .option('--json', 'as one JSON object')
    .action(save)
}

async function save(file: string, { json }: { readonly json?: true }): Promise<void> {
  const started = performance.now()
  const { saveTo } = await loadServer()
  const databases = await saveTo(readConfig(), resolve(file))
  const { size } = await stat(file)
  const rows = databases.reduce((sum, each) => sum + each.rows, 0)
  const answer = { file, bytes: size, rows, databases, seconds: Math.round(performance.now() - started) / 1000 }
  console.log(json ? JSON.stringify(answer) : `${file}: ${rows} rows of ${databases.length} databases, ${size} bytes`)
}
