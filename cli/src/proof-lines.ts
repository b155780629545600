import type { ProofAnswer, ProofHead } from '@lintas/contract'
import type { ClockAssumption } from '@lintas/customs/proofs'

export function sentenceOfProof({ id, number, status, exporter, consignee, issuingState, importingState, validTo }: ProofHead): string {
  const until = validTo === undefined ? '' : `, until ${validTo}`
  return `${number ?? id}: ${status}; ${exporter} (${issuingState}) to ${consignee} (${importingState})${until}`
}

/** Why a clock counts from another day than the text says. */
const ASSUMED: Readonly<Record<ClockAssumption, string>> = {
  sent: 'assumed: the receipt is not known yet',
  authority: 'assumed: the receipt of its authority',
  silent: 'assumed: the text names no day',
}

/** A proof as somebody reads it: what it certifies, what is left of it, what was done to it. */
export function linesOfProof(proof: ProofAnswer): readonly string[] {
  const { form, ticks, ledger, acts, edition, replaces, suspended, verification, consequences = [], undecided = [] } = proof
  return [
    sentenceOfProof(proof),
    ...(ticks.length === 0 ? [] : [`  ticked: ${ticks.join(', ')}`]),
    ...(edition === undefined ? [] : [`  by the procedures of ${edition}`]),
    ...(replaces === undefined ? [] : [`  in the place of ${replaces}`]),
    ...form.items.map(({ sequence, commodityCode, description, originCriterion, quantity }) => {
      const used = ledger.find(each => each.item === sequence)
      const left = used === undefined ? '' : `; ${used.used} used, ${used.left} left`
      return `  item ${sequence}: ${commodityCode} ${description}, ${originCriterion}, ${quantity.value} ${quantity.unit}${left}`
    }),
    ...(suspended ? ['  preference is suspended while it is verified'] : []),
    ...(verification === undefined ? [] : [`  verification: ${verification.stage}`]),
    ...(verification?.clocks ?? []).map(({ clock, dueOn, from, days, assumed, isMet, metOn, isLate }) => {
      const counted = from === undefined ? '' : `, ${days} days from ${from}${assumed === undefined ? '' : ` (${ASSUMED[assumed]})`}`
      const stands = isMet ? `, met${metOn !== undefined && metOn > dueOn ? ` late, on ${metOn}` : ''}` : isLate ? ', LATE' : ''
      return `  clock ${clock}: until ${dueOn}${counted}${stands}`
    }),
    ...consequences.map(
      ({ mrn, items, kind, result, problem }) => `  ${mrn} items ${items.join(', ')}: ${kind}, ${result ?? problem ?? 'to be carried out'}`,
    ),
    ...undecided.map(({ mrn, items, status }) => `  ${mrn} items ${items.join(', ')} (${status}): drew before, nobody decided`),
    ...acts.map(({ act, at, text, reasons = [], dueOn, endsOn, copiedOn, of, on }) => {
      const said = [...(text === undefined ? [] : [text]), ...reasons.map(each => `${each.text} (${each.legalBasis})`)]
      const until = dueOn === undefined ? '' : ` (answer until ${dueOn}, ends ${endsOn})`
      const copied = copiedOn === undefined ? '' : ` (made on ${copiedOn})`
      const about = `${of === undefined ? '' : ` of ${of}`}${on === undefined ? '' : ` on ${on}`}`
      return `  ${at.slice(0, 10)} ${act}${about}${until}${copied}${said.length === 0 ? '' : `: ${said.join(' ')}`}`
    }),
  ]
}
