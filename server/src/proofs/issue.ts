import { randomInt } from 'node:crypto'
import { addMonths, type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { PROOF_FORMS } from '@lintas/customs/origin'
import {
  checkApplication,
  type DeterminedGood,
  type FormD,
  findProcedure,
  PROOF_DIGITS,
  PROOF_LOT_LENGTH,
  printedForm,
  proofNumber,
  ticksOf,
} from '@lintas/customs/proofs'
import { findStatement } from '../origin/index.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { drawOriginals } from './back-to-back.ts'
import { giveBackProofs, standingBy } from './draw.ts'
import * as ledger from './ledger-store.ts'
import * as store from './store.ts'
import { tell } from './tell.ts'

/** Everything that keeps a form from being issued today, as it was applied for. */
export async function examine(reader: Reader, { state, law, clock }: Node, form: FormD) {
  return checkApplication(form, { state, law, day: clock.today(), determined: await determinedFor(reader, form, clock.today()) })
}

/**
 * Issues a proof that is held: with its number, its ticks and the last day it may be presented, and tells the importing state. A back-to-back proof draws
 * of its originals, and is no longer valid than they are. What it takes the place of ends.
 *
 * @source ATIGA Annex 8, rules 10, 11, 14, 29
 */
export async function issueProof(tx: Writer, node: Node, row: store.ProofRow, by: string): Promise<Result<store.IssuedRow>> {
  const { clock, law, state } = node
  const today = clock.today()
  const issues = await examine(tx, node, row.form)
  const procedure = findProcedure(law, 'atiga', [state, row.importingState], today)
  if (issues.length > 0 || procedure === undefined) return stop(...issues)
  const rule = law.on(PROOF_FORMS, row.importingState, today).find(each => each.agreement === 'atiga' && each.type === row.form.type)
  if (rule === undefined) return stop(error('proofs.form-not-taken', 'type', { importer: row.importingState, type: row.form.type }))

  if (row.replaces !== null) await endProof(tx, node, row.replaces, 'replaced', by)
  const drawn = await drawOriginals(tx, node, row, by)
  if (!drawn.ok) return drawn
  const form = printedForm(row.form, procedure)
  const whole = addMonths(today, rule.validityMonths)
  const validTo = drawn.value.reduce((first, each) => (each < first ? each : first), whole)
  const issued = {
    number: newNumber(state, today),
    ticks: ticksOf(form, today, procedure),
    edition: procedure.edition,
    issuedOn: today,
    validTo,
  }
  await store.markIssued(tx, row.id, form, issued)
  await ledger.openItems(tx, row.id, form)
  const facts = { importer: row.importingState, validTo, ticks: issued.ticks, edition: issued.edition }
  await node.events.append(tx, [{ subject: 'proof', subjectId: issued.number, act: 'issue', by, facts, payload: { trader: row.trader } }])
  await tell(tx, node, row.importingState, { kind: 'proof', form, ...issued })
  return ok({ ...row, ...issued, form, status: 'issued' })
}

/** Where a proof stands as long as nothing is known to be used of it. */
const UNUSED: ReadonlySet<string> = new Set(['issued', 'sent', 'received', 'returned'])

/**
 * Ends a proof by its number: nothing more is drawn of it, and the importing state is told. Where nobody told that any of it was used, what it drew of
 * originals is there again; otherwise it stays drawn.
 */
export async function endProof(tx: Writer, node: Node, number: string, status: 'cancelled' | 'replaced', by: string): Promise<void> {
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined) throw new Error(`given the proof ${number}, needs one that is there`)
  await store.moveProof(tx, row.id, status)
  const isUnused = UNUSED.has(row.status) && standingBy(await ledger.listItems(tx, [row.id])) === 'received'
  if (isUnused) await giveBackProofs(tx, node, { kind: 'proof', id: row.id }, by)
  const act = status === 'cancelled' ? 'cancel' : 'replace'
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act, by, facts: {} }])
  await tell(tx, node, row.importingState, { kind: 'end', number, status })
}

/** A number nobody can guess, and that will not come twice. */
function newNumber(state: string, today: Day): string {
  const lot = Array.from({ length: PROOF_LOT_LENGTH }, () => PROOF_DIGITS[randomInt(PROOF_DIGITS.length)]).join('')
  return proofNumber(state, today.slice(0, 4), lot)
}

/** The kept determinations that a form names, as far as they are its exporter's. */
async function determinedFor(reader: Reader, { items, exporter }: FormD, today: Day): Promise<readonly DeterminedGood[]> {
  const named = [...new Set(items.flatMap(item => item.statement ?? []))]
  const found: DeterminedGood[] = []
  for (const statement of named) {
    const row = await findStatement(reader, statement, [exporter.id])
    if (row === undefined) continue
    const { question, determination, withdrawn_at: withdrawn, valid_from: from, valid_to: to, fallen } = row
    const isMeant = from === null || to === null || (from <= today && today < to)
    found.push({
      statement,
      status: determination.status,
      criterion: determination.criterion,
      code: question.good.code,
      exporter: question.exporter,
      importer: question.importer,
      holds: withdrawn === null && isMeant && !fallen,
    })
  }
  return found
}
