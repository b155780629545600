import { compare, decimal } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { findAgreement, isPartyOn } from '../tariff/index.ts'
import { type Finding, finding } from './finding.ts'
import type { OriginQuestion } from './question.ts'

/** Above this rate of the exporting state's own a product is not automatically reciprocated. @source ATIGA art. 22.1 */
const EXPORTER_RATE_MAX = decimal('20')
/** Headings under the protocol on rice and sugar, which may suspend concessions. @source ATIGA art. 24 */
const SPECIAL_HEADINGS: ReadonlySet<string> = new Set(['1006', '1701'])

/** Whether both states apply the agreement to one another on the day. */
export function partyTest(law: LawBook, agreement: string, on: OriginQuestion['on']): (state: string, to: State) => boolean {
  const known = new Map<State, ReturnType<typeof findAgreement>>()
  return (state, to) => {
    if (!known.has(to)) known.set(to, findAgreement(law, to, agreement, on))
    const row = known.get(to)
    return row !== undefined && isPartyOn(row, state, on)
  }
}

/**
 * Whether goods may be given the preference at all: the agreement holds between the two states on the day and the importing state granted a
 * concession on the line. What is not known of a concession or of the exporter's own rate is told and refuses nothing.
 *
 * @source ATIGA art. 19.2(h), 22, 24
 */
export function judgeEligibility({ agreement, exporter, importer, on, good }: OriginQuestion, law: LawBook): readonly Finding[] {
  const isParty = partyTest(law, agreement, on)
  const name = agreement.toUpperCase()
  const findings: Finding[] = []
  if (exporter === importer) findings.push(finding('not-met', 'origin.same-state', 'ATIGA art. 26', { exporter }))
  else if (!isParty(exporter, importer) || !isParty(importer, exporter))
    findings.push(finding('not-met', 'origin.agreement-not-applied', 'ATIGA art. 26', { agreement: name, exporter, importer, on }))
  else findings.push(finding('met', 'origin.agreement-applied', 'ATIGA art. 26', { agreement: name, exporter, importer, on }))

  if (good.concession === 'excluded')
    findings.push(finding('not-met', 'origin.line-excluded', 'ATIGA art. 19.2(h), 22.2', { importer, code: good.code }))
  else if (good.concession === undefined)
    findings.push(finding('noted', 'origin.concession-unknown', 'ATIGA art. 19', { importer, code: good.code }))

  const rate = good.exporterRatePercent
  if (rate === undefined) findings.push(finding('noted', 'origin.exporter-rate-unknown', 'ATIGA art. 22.1', { exporter }))
  else if (compare(decimal(rate), EXPORTER_RATE_MAX) > 0)
    findings.push(finding('noted', 'origin.exporter-rate-high', 'ATIGA art. 22.1', { exporter, rate }))
  if (SPECIAL_HEADINGS.has(good.code.slice(0, 4))) findings.push(finding('noted', 'origin.rice-or-sugar', 'ATIGA art. 24', { importer }))
  return findings
}
