import { assessedOf, type ChargedKind, chargeJournal, type DeclarationAccount, drawbackOf, dueOf } from '@lintas/customs/debt'
import { countedIn, leaveOf } from '@lintas/customs/declaration'
import { type Currency, decimal, error, type Issue, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { requireRow, STATE_FACTS } from '@lintas/customs/reference'
import { DRAWBACKS, type DrawbackLine, type DrawbackRow, type ImportedItem, readQuantity, workOutDrawback } from '@lintas/customs/regimes'
import { standingOn } from '@lintas/customs/trust'
import { claimRefund, findAccount, post } from '../debt/index.ts'
import type { Declarations } from '../declarations.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import { majorIn } from './answers.ts'
import { type AuthorisationRow, normsOn } from './authorisation-store.ts'
import { holdDeclarations } from './hold-store.ts'
import { quantityText } from './lot-store.ts'
import { type ClaimRow, type DeclaredRow, insertClaim, readDeclared, settleClaim } from './settlement-store.ts'

export type Desk = Pick<Node, 'clock' | 'events' | 'jobs' | 'law' | 'state'>

/**
 * Claims drawback for an export under an authorisation: worked out by its norms from imports whose charges are paid, which are held. What it takes of them no
 * later export can take.
 *
 * @source RKC Specific Annex F ch. 3; ATIGA art. 60
 */
export async function claimDrawback(
  tx: Writer,
  node: Desk,
  row: AuthorisationRow,
  { exportMrn, imports: mrns }: { readonly exportMrn: string; readonly imports: readonly string[] },
  by: string,
): Promise<Result<string>> {
  const { law, state, clock } = node
  const today = clock.today()
  const { number, holder } = row
  const standing = standingOn(row, today)
  if (row.regime !== 'drawback')
    return stop(error('regimes.authorisation-of-other-regime', 'authorisation', { number, regime: row.regime, needed: 'drawback' }))
  if (standing !== 'granted') return stop(error('regimes.authorisation-not-in-force', 'authorisation', { number, standing, day: today }))
  const terms = requireRow(law, DRAWBACKS, state, today, 'drawback')
  if (!terms.ok) return terms
  await holdDeclarations(tx, [exportMrn, ...mrns])
  const [out, ...rest] = await readDeclared(tx, [exportMrn])
  if (out === undefined || rest.length > 0 || out.type !== 'EX1' || out.releasedOn === null || out.principal !== holder)
    return stop(error('regimes.drawback-export-unfit', 'exportMrn', { mrn: exportMrn, holder }))
  const { currency } = STATE_FACTS[state]
  const found = await readImports(tx, [...new Set(mrns)], holder, currency, terms.value)
  if (!found.ok) return found
  const { lines, issues } = workOutDrawback(
    out.document.goodsItems,
    out.releasedOn,
    await normsOn(tx, row, out.releasedOn),
    found.value,
    terms.value,
  )
  if (issues.length > 0) return stop(...issues)

  return await keepClaim(tx, node, { authorisation: number, holder, exportMrn, lines }, terms.value, by)
}

/** What is claimed back, and for which export of whom. */
interface WorkedOut extends Pick<ClaimRow, 'authorisation' | 'holder' | 'exportMrn'> {
  readonly lines: readonly DrawbackLine[]
}

/** Keeps a claim as it was worked out, with the row of law it rests on. An export has one claim that is not refused. */
export async function keepClaim(
  tx: Writer,
  node: Desk,
  { authorisation, holder, exportMrn, lines }: WorkedOut,
  { charges, withheldPercent, id: lawRow, legalRef }: DrawbackRow,
  by: string,
): Promise<Result<string>> {
  const { currency } = STATE_FACTS[node.state]
  const minor = lines.reduce((sum, each) => sum + each.drawback, 0n)
  const major = majorIn(currency)
  const body = {
    charges,
    withheldPercent,
    lawRow,
    legalRef,
    lines: lines.map(({ quantity, duty, drawback, ...line }) => ({
      ...line,
      quantity: quantityText(quantity),
      duty: major(duty),
      drawback: major(drawback),
    })),
  }
  const claim = await insertClaim(tx, { authorisation, holder, exportMrn, currency, minor, body, by, at: node.clock.now() })
  if (claim === undefined) return stop(error('regimes.drawback-claimed', 'exportMrn', { mrn: exportMrn }))
  const facts = { ...(authorisation === null ? {} : { authorisation }), export: exportMrn, amount: major(minor), currency }
  await node.events.append(tx, [{ subject: 'drawback', subjectId: claim, act: 'claim', by, facts }])
  return ok(claim)
}

/** The items of imports that are the holder's, released for home use and paid, with what no export took of them yet. */
export async function readImports(
  tx: Writer,
  mrns: readonly string[],
  holder: string,
  currency: Currency,
  { charges }: Pick<DrawbackRow, 'charges'>,
): Promise<Result<readonly ImportedItem[]>> {
  const declared = await readDeclared(tx, mrns)
  const issues: Issue[] = []
  const items: ImportedItem[] = []
  for (const mrn of mrns) {
    const each = declared.find(one => one.mrn === mrn)
    if (each === undefined || each.type !== 'IM4' || each.releasedOn === null || each.principal !== holder)
      issues.push(error('regimes.drawback-import-unfit', 'imports', { mrn, holder }))
    else if (dueOf(await findAccount(tx, mrn, currency)).minor > 0n) issues.push(error('regimes.drawback-unpaid', 'imports', { mrn }))
    else items.push(...itemsOf(each, currency, charges))
  }
  return issues.length > 0 ? stop(...issues) : ok(items)
}

function itemsOf(
  { mrn, releasedOn, document, decision, taken }: DeclaredRow,
  currency: Currency,
  kinds: readonly string[],
): readonly ImportedItem[] {
  return document.goodsItems.flatMap((item, index) => {
    const counted = countedIn(item)
    const declared = counted === undefined ? undefined : readQuantity(counted.value)
    if (counted === undefined || declared === undefined || declared.num <= 0n || releasedOn === null) return []
    const left = decimal(leaveOf(counted, taken?.[String(item.sequence)] ?? []).value)
    const borne = (decision.assessment.items[index]?.charges ?? []).filter(each => kinds.includes(each.kind))
    const duty = borne.reduce((sum, each) => sum + (parseMoney(each.amount, currency)?.minor ?? 0n), 0n)
    return [{ mrn, item: item.sequence, code: item.commodityCode ?? '', unit: counted.unit, declared, left, duty, releasedOn }]
  })
}

interface ClaimDecision {
  readonly decision: 'approved' | 'refused'
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
}

/**
 * An officer's word on a claim that is held. What is established is no longer charged on the imports; what was paid for it is claimed back there at once, and
 * repaid by the number of officers a refund asks for.
 */
export async function decideDrawback(
  tx: Writer,
  node: Desk,
  declarations: Declarations,
  claim: ClaimRow,
  { decision, reasons }: ClaimDecision,
  by: string,
): Promise<Result<void>> {
  const { id, status, claimedBy, currency } = claim
  if (status !== 'claimed') return stop(error('regimes.drawback-decided', '', { status }))
  if (isSamePerson(claimedBy, by)) return stop(error('regimes.drawback-own', ''))
  if (decision === 'refused' && reasons.length === 0) return stop(error('regimes.reasons-missing', 'reasons'))
  const planned = decision === 'refused' ? ok([]) : await planTakeOff(tx, claim)
  if (!planned.ok) return planned
  await settleClaim(tx, claim, { status: decision, reasons, by, at: node.clock.now() })
  const facts = { amount: majorIn(currency)(BigInt(claim.minor)), currency }
  await node.events.append(tx, [{ subject: 'drawback', subjectId: id, act: decision, by, facts, payload: { reasons } }])
  for (const each of planned.value) await takeOff(tx, node, declarations, id, each)
  return ok(undefined)
}

/** What is taken off one import: of each kind of charge, in the order the law names them, in minor units less than nothing. */
interface TakeOff {
  readonly mrn: string
  readonly account: DeclarationAccount
  readonly off: readonly ChargedKind[]
}

/** Plans what is taken off the imports of a claim, which are held. Refused where less is charged on one now than is to be given back of it. */
async function planTakeOff(tx: Writer, { body, currency }: ClaimRow): Promise<Result<readonly TakeOff[]>> {
  const byImport = Map.groupBy(body.lines, line => line.mrn)
  const mrns = [...byImport.keys()].sort()
  await holdDeclarations(tx, mrns)
  const planned: TakeOff[] = []
  for (const mrn of mrns) {
    const account = await findAccount(tx, mrn, currency)
    const lines = byImport.get(mrn) ?? []
    let left = lines.reduce((sum, each) => sum + (parseMoney(each.drawback, currency)?.minor ?? 0n), 0n)
    const off = (body.charges ?? BEFORE_KINDS).map(kind => {
      const there = (account.charged.get(kind) ?? 0n) + (account.charged.get(drawbackOf(kind)) ?? 0n)
      const minor = there < left ? there : left
      left -= minor
      return { kind: drawbackOf(kind), amount: money(-minor, currency) }
    })
    if (left > 0n) return stop(error('regimes.drawback-charged-less', '', { mrn, missing: majorIn(currency)(left), currency }))
    planned.push({ mrn, account, off: off.filter(each => each.amount.minor !== 0n) })
  }
  return ok(planned)
}

/** Of claims made before they kept which charges the law names. */
const BEFORE_KINDS = ['customs-duty']

/** Takes it off what an import is charged, and claims back what was paid of it. */
async function takeOff(tx: Writer, node: Desk, declarations: Declarations, claim: string, { mrn, account, off }: TakeOff): Promise<void> {
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  const head = { mrn, debtor: held.principal, postedOn: node.clock.today(), decision: `drawback-${claim}` }
  const journal = chargeJournal(head, [...assessedOf(account), ...off], account)
  if (journal === undefined) return
  await post(tx, [journal])
  const claimed = await claimRefund(tx, { node, declarations }, held, 'Drawback on exported goods.', 'system')
  if (!claimed.ok && claimed.issues[0]?.code !== 'debt.refund-claimed')
    throw new Error(`given drawback on ${mrn}: ${claimed.issues[0]?.code}`)
}
