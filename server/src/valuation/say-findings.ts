import { messageOf, type WorkedOutAnswer } from '@lintas/contract'
import type { WorkedOut } from '@lintas/customs/valuation'

/** A worksheet that was worked out, with the sentence of each reason in the reader's language. */
export function sayFindings(worked: WorkedOut, language: string): WorkedOutAnswer {
  return {
    ...worked,
    findings: worked.findings.map(finding => ({
      ...finding,
      why: finding.why.map(({ params, ...issue }) => ({
        ...issue,
        message: messageOf({ ...issue, ...(params === undefined ? {} : { params }) }, language),
        ...(params === undefined ? {} : { params: { ...params } }),
      })),
    })),
  }
}
