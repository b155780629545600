import { type Advice, advice, type Finding, nameLines } from './finding.ts'

/**
 * What the lines lack that are said to originate and were not counted so: a proof, a declaration, a record that holds.
 *
 * @source ATIGA art. 29.5, 30; Annex 6(d); Annex 8 rule 4.2
 */
export function qualifyClaims(findings: readonly Finding[]): readonly Advice[] {
  const failed = findings.filter(each => each.outcome === 'not-met' && each.code.startsWith('origin.link-'))
  return [
    ...tell(linesOf(findings, 'origin.material-unproven'), 'origin.qualify-proof'),
    ...tell(linesOf(findings, 'origin.material-local-unproven'), 'origin.qualify-declaration'),
    ...tell([...new Set(failed.flatMap(each => each.line ?? []))], 'origin.qualify-record'),
  ]
}

function linesOf(findings: readonly Finding[], code: string): readonly string[] {
  return findings.flatMap(each => (each.code === code ? (each.line ?? []) : []))
}

function tell(lines: readonly string[], code: string): readonly Advice[] {
  return lines.length === 0 ? [] : [advice(code, { lines: nameLines(lines) })]
}
