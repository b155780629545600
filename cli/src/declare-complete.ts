import type { DeclarationAnswer, FileReading } from '@lintas/contract'
import { type Command, Option } from 'commander'
import { readBytes } from './given-file.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

/** The two ways of completing: the address each is sent to. */
const WAYS = { supplement: 'supplement', finalise: 'finalisation' } as const
type Way = keyof typeof WAYS

/** `declare supplement` and `declare finalise`: what a declaration left for later. */
export function registerCompletions(declare: Command): void {
  const about = {
    supplement: 'Complete a simplified declaration with the whole document, of the mode SUPPLEMENTARY.',
    finalise: 'Make a provisional declaration final with the whole document, of the mode NORMAL.',
  }
  for (const way of ['supplement', 'finalise'] as const) {
    declare
      .command(way)
      .description(about[way])
      .argument('<mrn>', 'the number of the declaration', readNumbered)
      .argument('<file>', 'the whole document: our JSON, WCO XML or CSV')
      .addOption(new Option('--as <account>', 'the demonstration account that does it').choices(['trader', 'broker']).default('trader'))
      .option('--json', 'print the declaration as JSON')
      .action((declaration: Numbered, file: string, options: Options) => complete(way, declaration, file, options))
  }
}

interface Options {
  readonly as: 'trader' | 'broker'
  readonly json?: true
}

async function complete(way: Way, { mrn, state }: Numbered, file: string, { as, json }: Options): Promise<void> {
  const bytes = await readBytes(file)
  await withRegion(async region => {
    const { public: anybody, as: actor } = region.node(state)
    const raw = { 'content-type': 'application/octet-stream' }
    const { document, problems } = await anybody.post<FileReading>('/api/v1/declarations/reading', bytes, raw)
    if (document === null) throw new Refused(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
    const declarant = actor(as)
    const { revision } = await declarant.get<DeclarationAnswer>(`/api/v1/declarations/${mrn}`)
    const headers = { 'if-match': `"${revision}"` }
    const done = await declarant.post<DeclarationAnswer>(`/api/v1/declarations/${mrn}/${WAYS[way]}`, document, headers)
    console.log(json ? JSON.stringify(done) : inWords(done))
  })
}

function inWords({ mrn, version, decision, payable }: DeclarationAnswer): string {
  const { total, currency } = decision.assessment
  const due = payable.length === 0 ? 'nothing is due' : `due: ${payable.map(each => `${each.currency} ${each.amount}`).join(', ')}`
  return `${mrn}: completed as version ${version}, duties and taxes ${currency} ${total}, ${due}`
}
