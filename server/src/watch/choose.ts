import type { CodeChoice } from '@lintas/contract'
import { refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { answerChoice, listChoices } from './choice-store.ts'
import { type ListRow, replaceCodes } from './store.ts'

/**
 * Puts what its owner chose in the place of a code that several took the place of; one that goes on stays where it is chosen. The caller holds the list.
 * A code below one that is offered may be chosen, too: tables tell of beginnings.
 */
export async function chooseCode(
  { clock, events }: Node,
  tx: Writer,
  list: ListRow,
  { code, chosen, reason }: CodeChoice,
  by: string,
): Promise<ListRow> {
  const open = (await listChoices(tx, [list.id])).find(each => each.code === code && each.chosen === null)
  if (open === undefined) throw refuse(409, 'watch.code-not-asked', { code })
  const stray = chosen.filter(each => !open.successors.some(offered => each.startsWith(offered)))
  if (stray.length > 0)
    throw refuse(422, 'watch.code-no-successor', { code: stray.join(', '), was: code, successors: open.successors.join(', ') })
  const codes = [...new Set(list.codes.flatMap(each => (each === code ? chosen : [each])))]
  await replaceCodes(tx, list.id, codes)
  await answerChoice(tx, open.id, { chosen: [...new Set(chosen)], reason, at: clock.now() })
  const facts = { choice: open.id, correlation: open.correlation }
  await events.append(tx, [{ subject: 'watch-list', subjectId: list.id, act: 'choose', by, facts }])
  return { ...list, codes }
}
