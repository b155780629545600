import type { DrawbackClaim } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/drawback-claims'

/** The commands by which duty that was paid on import is claimed back, and the claim decided. */
export function register(program: Command): void {
  const drawback = program.command('drawback').description('Duty that was paid on import and is given back, because the goods left again.')

  drawback
    .command('claim')
    .description(
      'Claim it on an export: of materials in products under an authorisation with its imports, or with neither of goods that left as they came.',
    )
    .argument('<mrn>', 'the export')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--authorisation <number>', 'the authorisation with the norms of the products')
    .option('--imports <mrns...>', 'the imports the materials came with, in the order they were used')
    .addOption(new Option('--as <account>', 'who claims').choices(['trader', 'broker']).default('trader'))
    .option('--json', 'as one JSON object')
    .action(claim)

  drawback
    .command('list')
    .description('Claims, the newest first: the own, or for customs everybody’s.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--status <status>', 'only those that stand so').choices(['claimed', 'approved', 'refused']))
    .addOption(new Option('--as <account>', 'who asks').choices(['trader', 'broker', 'officer', 'supervisor']).default('officer'))
    .option('--json', 'one JSON object a line')
    .action(list)

  drawback
    .command('decide')
    .description('Establish a drawback, or refuse it with the reason and the law; what is established is repaid as a refund is.')
    .argument('<id>', 'the claim')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--decision <decision>', 'what is decided').choices(['approved', 'refused']).makeOptionMandatory())
    .option('--reason <text>', 'why')
    .option('--law <text>', 'the law the reason rests on')
    .addOption(new Option('--as <account>', 'who decides').choices(['officer', 'supervisor']).default('officer'))
    .option('--json', 'as one JSON object')
    .action(decide)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

interface Claiming extends Choices {
  readonly authorisation?: string
  readonly imports?: readonly string[]
}

async function claim(exportMrn: string, { state, authorisation, imports, as, json }: Claiming): Promise<void> {
  await withRegion(async region => {
    const body = { exportMrn, ...(authorisation === undefined ? {} : { authorisation }), ...(imports === undefined ? {} : { imports }) }
    tell(await region.node(state).as(as).post<DrawbackClaim>(PATH, body), json)
  })
}

async function list({ state, status, as, json }: Choices & { readonly status?: string }): Promise<void> {
  await withRegion(async region => {
    const query = status === undefined ? '' : `&status=${status}`
    const { items } = await region.node(state).as(as).get<{ readonly items: readonly DrawbackClaim[] }>(`${PATH}?limit=500${query}`)
    for (const each of items) tell(each, json)
  })
}

interface Deciding extends Choices {
  readonly decision: string
  readonly reason?: string
  readonly law?: string
}

async function decide(id: string, { state, decision, reason, law, as, json }: Deciding): Promise<void> {
  await withRegion(async region => {
    const reasons = reason === undefined ? [] : [{ text: reason, legalBasis: law ?? '' }]
    const path = `${PATH}/${encodeURIComponent(id)}/decision`
    tell(await region.node(state).as(as).post<DrawbackClaim>(path, { decision, reasons }), json)
  })
}

function tell(answer: DrawbackClaim, json: true | undefined): void {
  const { id, exportMrn, holder, amount, currency, status, legalRef } = answer
  console.log(json ? JSON.stringify(answer) : `${id} ${exportMrn}, ${holder}: ${currency} ${amount}, ${status} (${legalRef})`)
}
