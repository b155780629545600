import type { Diff } from '@lintas/contract'

/** A change in words, one line a field: what was, and what is to be. The same for law, tariff and risk profiles. */
export function printDiff({ subject, act, validFrom, validTo, fields, source, confidence }: Diff): void {
  const days = [validFrom === undefined ? '' : ` from ${validFrom}`, validTo === undefined ? '' : ` until before ${validTo}`].join('')
  const from = source === undefined ? '' : ` (${source}${confidence === undefined ? '' : `; ${confidence}`})`
  console.log(`  ${act} ${subject}${days}${from}`)
  for (const { field, before, after } of fields) {
    console.log(`    ${field}: ${before ?? 'not there'} → ${after ?? 'not there'}`)
  }
}
