import type { LoadedRuleSheet, LoadedRuleSheetDetail } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { NodeClient } from './client.ts'
import { collect } from './collect.ts'
import { readJson, readText } from './given-file.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/origin/rule-sheets'
const ACTORS = ['administrator', 'checker', 'officer', 'supervisor'] as const

interface Asking {
  readonly state: State
  readonly as: (typeof ACTORS)[number]
  readonly json?: true
}

/** Sheets of product rules that are loaded into a node: by one administrator, activated by the other. */
export function registerRules(origin: Command): void {
  const rules = origin.command('rules').description('Sheets of product rules: load, list, show, activate, refuse, withdraw.')
  const about = (name: string, description: string, actor: Asking['as']) =>
    rules
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default(actor))
      .option('--json', 'as JSON, one object a line')

  about('load', 'Load a sheet; says every row that does not read, and which chapters it changes.', 'administrator')
    .argument('<head>', 'the head as JSON, as law/atiga/psr/annex3-attachment1.json shows')
    .argument('<rows>', 'the rows as CSV: code, ex, rule, ref')
    .requiredOption('--reason <text>', 'where it was read, and by whom')
    .action(load)
  about('list', 'Sheets that were loaded, the newest first.', 'administrator').action(list)
  about('show', 'One sheet, with what it would change.', 'administrator').argument('<id>', 'its number').action(show)
  about('activate', 'Activate a sheet; another than who loaded it.', 'checker').argument('<id>', 'its number').action(activate)
  about('refuse', 'Refuse a sheet.', 'checker')
    .argument('<id>', 'its number')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, { reason, ...asking }: Asking & { readonly reason: string }) =>
      decide(id, { decision: 'refused', reason }, asking),
    )
  about('withdraw', 'Read no rule any more from a sheet that was found wrong.', 'administrator')
    .argument('<id>', 'its number')
    .requiredOption('--reason <text>', 'why')
    .action(withdraw)
}

async function load(headFile: string, rowsFile: string, { reason, ...asking }: Asking & { readonly reason: string }): Promise<void> {
  const body = { head: await readJson(headFile), rows: await readText(rowsFile), reason }
  await asked(asking, async node => print(await node.post<LoadedRuleSheetDetail>(PATH, body), asking))
}

async function list(asking: Asking): Promise<void> {
  await asked(asking, async node => {
    for (const each of await collect<LoadedRuleSheet>(node, PATH)) print(each, asking)
  })
}

async function show(id: string, asking: Asking): Promise<void> {
  await asked(asking, async node => print(await node.get<LoadedRuleSheetDetail>(`${PATH}/${encodeURIComponent(id)}`), asking))
}

async function activate(id: string, asking: Asking): Promise<void> {
  await decide(id, { decision: 'activated' }, asking)
}

async function decide(id: string, body: object, asking: Asking): Promise<void> {
  await asked(asking, async node => print(await node.post<LoadedRuleSheet>(`${PATH}/${encodeURIComponent(id)}/decision`, body), asking))
}

async function withdraw(id: string, { reason, ...asking }: Asking & { readonly reason: string }): Promise<void> {
  await asked(asking, async node =>
    print(await node.post<LoadedRuleSheet>(`${PATH}/${encodeURIComponent(id)}/withdrawal`, { reason }), asking),
  )
}

async function asked({ state, as }: Asking, work: (node: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(as)))
}

function print(sheet: LoadedRuleSheet | LoadedRuleSheetDetail, { json }: Asking): void {
  if (json) {
    console.log(JSON.stringify(sheet))
    return
  }
  const { id, sheet: name, hsVersion, rows, status, validFrom = 'no day' } = sheet
  console.log(`${id}: ${name}, ${rows} rules in HS ${hsVersion}, from ${validFrom}: ${status}`)
  for (const { chapter, before, after, rowsBefore, rowsAfter } of 'changes' in sheet ? sheet.changes : [])
    console.log(`  chapter ${chapter}: ${before} (${rowsBefore} rules) becomes ${after} (${rowsAfter} rules)`)
}
