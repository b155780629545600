import type { ProofAnswer, ProofHead } from '@lintas/contract'

export function sentenceOfProof({ id, number, status, exporter, consignee, issuingState, importingState, validTo }: ProofHead): string {
  const until = validTo === undefined ? '' : `, until ${validTo}`
  return `${number ?? id}: ${status}; ${exporter} (${issuingState}) to ${consignee} (${importingState})${until}`
}

/** A proof as somebody reads it: what it certifies, what is left of it, what was done to it. */
export function linesOfProof(proof: ProofAnswer): readonly string[] {
  const { form, ticks, ledger, acts, edition, replaces, suspended, verification, consequences = [] } = proof
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
    ...(verification?.clocks ?? []).map(
      ({ clock, dueOn, isMet, isLate }) => `  clock ${clock}: until ${dueOn}${isMet ? ', met' : isLate ? ', LATE' : ''}`,
    ),
    ...consequences.map(
      ({ mrn, items, kind, result, problem }) => `  ${mrn} items ${items.join(', ')}: ${kind}, ${result ?? problem ?? 'to be carried out'}`,
    ),
    ...acts.map(({ act, at, text, reasons = [], dueOn, endsOn, copiedOn }) => {
      const said = [...(text === undefined ? [] : [text]), ...reasons.map(each => `${each.text} (${each.legalBasis})`)]
      const until = dueOn === undefined ? '' : ` (answer until ${dueOn}, ends ${endsOn})`
      const copied = copiedOn === undefined ? '' : ` (made on ${copiedOn})`
      return `  ${at.slice(0, 10)} ${act}${until}${copied}${said.length === 0 ? '' : `: ${said.join(' ')}`}`
    }),
  ]
}
