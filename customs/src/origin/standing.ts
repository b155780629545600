import { error, type Issue } from '../kernel/index.ts'
import type { NamedLink } from './link.ts'
import type { ProofRecord, RecordIndex, SupplierRecord } from './records.ts'

/**
 * Why a record shows nothing on a day, whatever line names it; undefined where it holds. A proof that was presented at import has done what its last day is
 * about; one that was not shows nothing after it.
 *
 * @source ATIGA Annex 8, rules 13, 14, 18(c), 29; of supplier's declarations the text says nothing
 */
export function whyNot(link: NamedLink, records: RecordIndex, on: string): Issue | undefined {
  const { number, line } = link
  if (link.kind === 'supplier') {
    const record = records.suppliers.get(number)
    return record === undefined ? error('origin.link-unknown', '', { line, number }) : whySupplierNot(record, line, on)
  }
  const record = records.proofs.get(number)
  return record === undefined ? undefined : whyProofNot(record, line, on)
}

function whySupplierNot({ number, status, statement }: SupplierRecord, line: string, on: string): Issue | undefined {
  switch (status) {
    case 'asked':
    case 'declined':
      return error('origin.link-not-made', '', { line, number })
    case 'withdrawn':
      return error('origin.link-withdrawn', '', { line, number })
    case 'replaced':
      return error('origin.link-replaced', '', { line, number })
    case 'declared':
    case 'recorded': {
      const covers = statement?.covers
      if (covers === undefined) return error('origin.link-not-made', '', { line, number })
      const from = covers.kind === 'delivery' ? covers.deliveredOn : covers.validFrom
      if (on < from) return error('origin.link-not-yet', '', { line, number, from, on })
      return covers.kind === 'long-term' && on >= covers.validTo
        ? error('origin.link-ended', '', { line, number, validTo: covers.validTo, on })
        : undefined
    }
  }
}

function whyProofNot({ number, standing, issuedOn, validTo, isPresented }: ProofRecord, line: string, on: string): Issue | undefined {
  if (standing !== 'holds') return error(`origin.link-${standing}`, '', { line, number })
  if (on < issuedOn) return error('origin.link-not-yet', '', { line, number, from: issuedOn, on })
  return validTo !== undefined && on > validTo && !isPresented ? error('origin.link-ended', '', { line, number, validTo, on }) : undefined
}
