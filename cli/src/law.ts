import type { LawCoverage } from '@lintas/contract'
import { STATES } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { registerLawChanges } from './law-changes.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const law = program.command('law').description('The law on file: read it, propose changes, decide on them.')

  law
    .command('coverage')
    .description('Rows of law by state, kind and confidence, as each node answers it.')
    .option('--json', 'print one JSON object a state')
    .action(printCoverage)

  registerLawChanges(law)
}

async function printCoverage({ json }: { readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    for (const state of STATES) {
      const coverage = await region.node(state).public.get<LawCoverage>('/api/v1/law/coverage')
      console.log(json ? JSON.stringify(coverage) : linesOf(coverage))
    }
  })
}

function linesOf({ state, on, assesses, kinds }: LawCoverage): string {
  const known = kinds.filter(kind => kind.rows > 0)
  const rows = known.map(({ kind, rows, inForce, byConfidence: { official, secondary, assumed } }) =>
    [`  ${kind.padEnd(20)}`, ...[rows, inForce, official, secondary, assumed].map(number => String(number).padStart(9))].join(''),
  )
  const head = `${state}${assesses ? '' : `: no duty in force on ${on}, nothing can be assessed`}`
  return [head, `  ${'kind'.padEnd(20)}     rows in force official secondary assumed`, ...rows, ...missingIn(kinds, on)].join('\n')
}

/** The kinds of law of which a state has no row at all, and those whose rows are of other days. */
function missingIn(kinds: LawCoverage['kinds'], on: string): readonly string[] {
  const none = kinds.filter(kind => kind.rows === 0).map(each => each.kind)
  const ended = kinds.filter(kind => kind.rows > 0 && kind.inForce === 0).map(each => each.kind)
  return [
    ...(none.length === 0 ? [] : [`  no row at all: ${none.join(', ')}`]),
    ...(ended.length === 0 ? [] : [`  none in force on ${on}: ${ended.join(', ')}`]),
  ]
}
