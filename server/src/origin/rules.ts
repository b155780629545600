import { openRuleBook, type RuleBook, type RuleSheet, readRuleRows, ruleSheetHeadSchema } from '@lintas/customs/origin'
import type { Node, Reader } from '../platform/node.ts'
import { readCells } from './read-cells.ts'
import { readShippedProducts, readShippedSheets, shippedRules } from './rule-files.ts'
import { listCurrent, RULES_CHANGED } from './sheet-store.ts'

/** The rules of origin a node reads: those that come with the project, with the sheets that two persons put on file here. */
export interface NodeRules {
  readonly current: RuleBook
  /** The book as it would be with another sheet. */
  with(sheet: RuleSheet): Promise<RuleBook>
  /** Opens the book anew, now. */
  refresh(): Promise<void>
}

/** Opens the rules of a node and keeps them open, anew whenever a sheet is activated or withdrawn in any process. */
export async function openRules({ db, log }: Pick<Node, 'db' | 'log'>): Promise<NodeRules> {
  let current = await readBook(db)
  const refresh = async () => {
    current = await readBook(db)
  }
  await db.listen(RULES_CHANGED, () => {
    refresh().catch(cause => log.error({ err: cause }, 'the rules of origin could not be opened anew; those that were open stay'))
  })
  return {
    get current() {
      return current
    },
    with: async sheet => bookOf([...(await readLoaded(db)), sheet]),
    refresh,
  }
}

async function readBook(reader: Reader): Promise<RuleBook> {
  const loaded = await readLoaded(reader)
  return loaded.length === 0 ? shippedRules() : bookOf(loaded)
}

/** Of sheets of one name the last counts; a loaded one takes the place of one that comes with the project. */
function bookOf(loaded: readonly RuleSheet[]): RuleBook {
  const byName = new Map([...readShippedSheets(), ...loaded].map(each => [each.head.id, each]))
  return openRuleBook([...byName.values()], readShippedProducts())
}

async function readLoaded(reader: Reader): Promise<readonly RuleSheet[]> {
  return (await listCurrent(reader)).map(({ id, head: kept, rows: text }) => {
    const head = ruleSheetHeadSchema.parse(kept)
    const cells = readCells(Buffer.from(text))
    const read = cells.ok ? readRuleRows(cells.value, head) : cells
    if (!('rows' in read) || read.issues.length > 0)
      throw new Error(`given the loaded sheet ${id}, needs rows that open: ${JSON.stringify(read.issues[0])}`)
    return { head, rows: read.rows }
  })
}
