import { error, type Issue } from '../kernel/index.ts'
import type { Link } from './link.ts'
import type { OriginRecords, ProofRecord, SupplierRecord } from './records.ts'

/**
 * Why a record shows nothing on a day, whatever line names it; undefined where it holds. A proof that was presented at import has done what its last day is
 * about; one that was not shows nothing after it.
 *
 * @source ATIGA Annex 8, rules 13, 14, 18(c), 29; of supplier's declarations the text says nothing
 */
export function whyNot(link: Link, records: OriginRecords, on: string): Issue | undefined {
  const { number } = link
  if (link.kind === 'supplier') {
    const record = records.suppliers.find(each => each.number === number)
    return record === undefined ? error('origin.link-unknown', '', { number }) : whySupplierNot(record, on)
  }
  const record = records.proofs.find(each => each.number === number)
  return record === undefined ? undefined : whyProofNot(record, on)
}

function whySupplierNot({ number, status, statement }: SupplierRecord, on: string): Issue | undefined {
  switch (status) {
    case 'asked':
    case 'declined':
      return error('origin.link-not-made', '', { number })
    case 'withdrawn':
      return error('origin.link-withdrawn', '', { number })
    case 'replaced':
      return error('origin.link-replaced', '', { number })
    case 'declared':
    case 'recorded': {
      const covers = statement?.covers
      if (covers === undefined) return error('origin.link-not-made', '', { number })
      const from = covers.kind === 'delivery' ? covers.deliveredOn : covers.validFrom
      if (on < from) return error('origin.link-not-yet', '', { number, from, on })
      return covers.kind === 'long-term' && on >= covers.validTo
        ? error('origin.link-ended', '', { number, validTo: covers.validTo, on })
        : undefined
    }
  }
}

function whyProofNot({ number, standing, issuedOn, validTo, isPresented }: ProofRecord, on: string): Issue | undefined {
  if (standing !== 'holds') return error(`origin.link-${standing}`, '', { number })
  if (on < issuedOn) return error('origin.link-not-yet', '', { number, from: issuedOn, on })
  return validTo !== undefined && on > validTo && !isPresented ? error('origin.link-ended', '', { number, validTo, on }) : undefined
}
