import type { AskedEvidence } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { collect } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

interface Choices {
  readonly state: State
  readonly json?: true
}

/** Evidence whose code several took the place of: it teaches nothing until somebody says which. */
export function registerAsked(classify: Command): void {
  classify
    .command('asked')
    .description('Evidence whose code is asked about since a correlation table took effect, the oldest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'one JSON object a line')
    .action(asked)

  classify
    .command('answer')
    .description('Say which of the codes that took its place a piece of evidence has.')
    .argument('<id>', 'the number of the piece')
    .argument('<code>', 'one of its successors, or a line below one')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(answer)
}

async function asked({ state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const pieces = await collect<AskedEvidence>(region.node(state).as('administrator'), '/api/v1/classification-evidence/asked')
    for (const piece of pieces) console.log(json ? JSON.stringify(piece) : sentenceOf(piece))
  })
}

async function answer(id: string, given: string, { state, json }: Choices): Promise<void> {
  const code = given.replace(/[.\s]/g, '')
  await withRegion(async region => {
    const path = `/api/v1/classification-evidence/${encodeURIComponent(id)}/code`
    const piece = await region.node(state).as('administrator').post<AskedEvidence & { readonly code: string }>(path, { code })
    console.log(json ? JSON.stringify(piece) : `${piece.id}: ${piece.was} is ${piece.code} now`)
  })
}

function sentenceOf({ id, kind, description, correlation, was, successors }: AskedEvidence): string {
  return `${id}  ${was} → ${successors.join(' or ')}? (${kind}, ${correlation})  ${description}`
}
