import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { type Day, error, type Issue, type Result, stop } from '@lintas/customs/kernel'
import { changeClaims, checkLate, ledgerNumber } from '@lintas/customs/proofs'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import { insertDeposits } from './store.ts'

/** What the verbs on claims need; the declaration is held in the transaction. */
export interface PreferenceDesk {
  readonly node: Node
  readonly declarations: ValuedDeclarations
}

/**
 * Lets goods go at the rate they claim while their proof is awaited or checked: what they would be charged without it is secured. For a proof that is not there
 * the state's law says until when it may come; one that is verified, or bears another code, waits for customs.
 *
 * @source ATIGA Annex 8, rules 16.2, 18(c); RKC General Annex std. 3.17, 3.41
 */
export async function securePreference(
  { node, declarations }: PreferenceDesk,
  tx: Writer,
  held: DeclarationHead,
  items: readonly number[],
  caller: Caller,
): Promise<Result<DeclarationHead>> {
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const { decision } = await declarations.getDecided(tx, held.mrn)
  const asked = items.map((sequence, index) => readItem(node, held, { document, decision }, sequence, `items[${index}]`))
  const issues = asked.flatMap(each => each.issues)
  if (issues.length > 0) return stop(...issues)
  const done = await declarations.revalue(
    tx,
    held,
    {
      occasion: 'secure-preference',
      record: { act: 'secure-preference' },
      claims: before => changeClaims(before, { add: { onSecurity: items } }),
      facts: { items },
    },
    caller,
  )
  if (done.ok) await insertDeposits(tx, held.mrn, asked, caller.accountId, node.clock.now())
  return done
}

interface Asked {
  readonly sequence: number
  readonly until: Day | undefined
  readonly number: string | undefined
  readonly issues: readonly Issue[]
}

/** Claims that wait for customs and not for the declarant: no time runs against them. */
const WITH_CUSTOMS: ReadonlySet<string> = new Set(['proofs.suspended', 'proofs.code-differs'])

function readItem(
  { state, law, clock }: Node,
  { registeredOn }: DeclarationHead,
  { document, decision }: { readonly document: DeclarationDocument; readonly decision: Decision },
  sequence: number,
  path: string,
): Asked {
  const index = document.goodsItems.findIndex(each => each.sequence === sequence)
  const item = document.goodsItems[index]
  const preference = item?.preference
  const number = item === undefined ? undefined : ledgerNumber(item)
  const refused = (issue: Issue): Asked => ({ sequence, until: undefined, number, issues: [issue] })
  if (preference === undefined) return refused(error('proofs.nothing-claimed', path, { item: sequence }))
  if (decision.assessment.items[index]?.pending === undefined) return refused(error('proofs.claim-holds', path, { item: sequence }))
  const about = decision.issues.filter(each => each.path.startsWith(`goodsItems[${index}].`))
  if (about.some(each => WITH_CUSTOMS.has(each.code))) return { sequence, until: undefined, number, issues: [] }
  const late = checkLate({ wish: 'on-security', agreement: preference.agreement, state, law, registeredOn, today: clock.today() })
  return late.ok
    ? { sequence, until: late.value, number, issues: [] }
    : { sequence, until: undefined, number, issues: late.issues.map(each => ({ ...each, path })) }
}
