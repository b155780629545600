import type { PermitAnswer, PermitDraft, PermitLoadAnswer } from '@lintas/contract'
import { MEASURE_DIRECTIONS, type MeasureDirection } from '@lintas/customs/permits'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { readJson } from './given-file.ts'
import { askPermits, permitLines } from './permit-lines.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['trader', 'broker', 'officer', 'supervisor', 'administrator', 'checker']
const KEEPERS: readonly Actor[] = ['administrator', 'checker']

export function register(program: Command): void {
  const permits = program
    .command('permits')
    .description('Permits on file, and what is left on each: for their holders and whoever acts for them.')
  const command = (name: string, description: string, as: readonly Actor[], first: Actor) =>
    permits
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(as).default(first))
      .option('--json', 'one JSON object a line')
  command('list', 'What is left on the permits one may see, the newest first.', READERS, 'trader')
    .option('--number <number>', 'only the permit of this number')
    .option('--code <digits>', 'only for goods of this code, or of codes that begin so')
    .addOption(new Option('--direction <direction>', 'only imports or exports').choices(MEASURE_DIRECTIONS))
    .action(list)
  command('load', 'Propose permits that an authority issued, as an administrator.', KEEPERS, 'administrator')
    .requiredOption('--file <file>', 'a JSON list, such as examples/permits.json')
    .requiredOption('--source <text>', 'where they come from')
    .action(load)
  command('loads', 'What was proposed, the newest first.', KEEPERS, 'checker').action(loads)
  command('decide', 'Approve what another administrator proposed, or refuse it.', KEEPERS, 'checker')
    .argument('<id>', 'the id of what was proposed')
    .option('--refuse <reason>', 'refuse it, and why')
    .action(decide)
  command('end', 'End a permit, because its authority did.', KEEPERS, 'administrator')
    .argument('<id>', 'the id of the permit')
    .requiredOption('--reason <text>', 'why, for its holder to read')
    .action(end)
}

interface Asked {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

interface ListOptions extends Asked {
  readonly number?: string
  readonly code?: string
  readonly direction?: MeasureDirection
}

async function list({ state, as, json, number, code, direction }: ListOptions): Promise<void> {
  await withRegion(async region => {
    const found = await askPermits(region, state, as, { number, direction, code: code?.replace(/\D/g, '') })
    for (const line of json ? found.map(each => JSON.stringify(each)) : permitLines(found)) console.log(line)
  })
}

async function load({ state, as, json, file, source }: Asked & { readonly file: string; readonly source: string }): Promise<void> {
  const permits = (await readJson(file)) as readonly PermitDraft[] // the node looks at every field
  await withRegion(async region => {
    printLoad(await region.node(state).as(as).post<PermitLoadAnswer>('/api/v1/permit-loads', { source, permits }), json)
  })
}

async function loads({ state, as, json }: Asked): Promise<void> {
  await withRegion(async region => {
    const { items } = await region.node(state).as(as).get<{ readonly items: readonly PermitLoadAnswer[] }>('/api/v1/permit-loads')
    for (const each of items) printLoad(each, json)
  })
}

async function decide(id: string, { state, as, json, refuse }: Asked & { readonly refuse?: string }): Promise<void> {
  const body = refuse === undefined ? { decision: 'approved' } : { decision: 'refused', reason: refuse }
  await withRegion(async region => {
    const node = region.node(state).as(as)
    printLoad(await node.post<PermitLoadAnswer>(`/api/v1/permit-loads/${encodeURIComponent(id)}/approval`, body), json)
  })
}

async function end(id: string, { state, as, json, reason }: Asked & { readonly reason: string }): Promise<void> {
  await withRegion(async region => {
    const ended = await region
      .node(state)
      .as(as)
      .post<PermitAnswer>(`/api/v1/permits/${encodeURIComponent(id)}/ending`, { reason })
    console.log(json ? JSON.stringify(ended) : permitLines([ended]).join('\n'))
  })
}

function printLoad(loaded: PermitLoadAnswer, json: true | undefined): void {
  const { id, source, permits, standing, proposedAt, reason } = loaded
  console.log(
    json
      ? JSON.stringify(loaded)
      : `${id}  ${permits} permits, ${standing}, proposed ${proposedAt} (${source})${reason === undefined ? '' : `: ${reason}`}`,
  )
}
