import type { SupplierStatement, SupplierStatus } from './supplier-declaration.ts'

/** A supplier's declaration as a determination reads it. */
export interface SupplierRecord {
  readonly number: string
  readonly status: SupplierStatus
  readonly supplier: string
  /** Who answers for what it says. */
  readonly madeBy: 'supplier' | 'producer'
  /** Absent until it is made. */
  readonly statement?: SupplierStatement | undefined
}

/** An item of a proof, as far as the node knows what it certifies. */
export interface ProofRecordItem {
  readonly item: number
  readonly commodityCode: string
  readonly originCriterion: string
  readonly unit: string
  readonly quantity: string
}

/** A proof of origin of a material as a determination reads it. */
export interface ProofRecord {
  readonly number: string
  readonly standing: 'holds' | 'revoked' | 'denied' | 'suspended'
  readonly issuedOn: string
  /** The last day it may be presented. */
  readonly validTo?: string | undefined
  /** Whether it was presented at import: from then on its last day is past without harm. */
  readonly isPresented: boolean
  readonly issuingState: string
  /** Where the goods were produced; it may be another state than the issuing one. */
  readonly producedIn?: string | undefined
  /** The state it was issued for, or the one that uses it. Absent, as its goods are, where it is not the asker's to see. */
  readonly importingState?: string | undefined
  readonly items?: readonly ProofRecordItem[] | undefined
}

/** What a node keeps that the lines of a bill may name, as far as whoever asks may see it. */
export interface OriginRecords {
  readonly suppliers: readonly SupplierRecord[]
  readonly proofs: readonly ProofRecord[]
}

/** The same by number: a bill of thousands names as many. */
export interface RecordIndex {
  readonly suppliers: ReadonlyMap<string, SupplierRecord>
  readonly proofs: ReadonlyMap<string, ProofRecord>
}

export function indexRecords({ suppliers, proofs }: OriginRecords): RecordIndex {
  return {
    suppliers: new Map(suppliers.map(each => [each.number, each])),
    proofs: new Map(proofs.map(each => [each.number, each])),
  }
}

export const NO_RECORDS: OriginRecords = { suppliers: [], proofs: [] }
