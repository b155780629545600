import type { Command } from 'commander'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('replay')
    .description('Take the newest decision on a declaration again, from what was stored, and compare byte for byte.')
    .argument('<mrn>', 'the number of the declaration; its state is in it', readNumbered)
    .option('--json', 'as one JSON object')
    .action(replay)
}

interface Replayed {
  readonly mrn: string
  readonly identical: boolean
  readonly sha256: string
}

async function replay({ mrn, state }: Numbered, { json }: { readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const { identical, sha256 } = await region.node(state).as('supervisor').post<Replayed>(`/api/v1/declarations/${mrn}/replay`)
    if (!identical) process.exitCode = 1
    const words = identical ? 'the same decision, byte for byte' : 'another decision than the one that was kept'
    console.log(json ? JSON.stringify({ mrn, identical, sha256 }) : `${mrn}: ${words} (SHA-256 ${sha256})`)
  })
}
