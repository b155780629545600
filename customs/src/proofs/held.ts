import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import { regimeOf } from '../valuation/index.ts'
import { declarationNamed, type HeldItem } from './declared.ts'
import type { ProofStatus } from './life.ts'
import { parseProofNumber } from './number.ts'

/** A proof as a node holds it while nobody else can draw of it. */
export interface HeldProof {
  readonly number: string
  readonly status: ProofStatus
  readonly issuingState: string
  readonly importingState: string
  readonly issuedOn: string
  /** The last day it may be presented; absent where no node told it, and then the claim is judged by the day it says. */
  readonly validTo?: string
  /** Absent of an origin declaration: it tells of no parties. */
  readonly exporter?: string
  readonly consignee?: string
  readonly consigneeId?: string
  readonly items: readonly HeldItem[]
  /** Whether another declaration drew of it. */
  readonly usedByOthers: boolean
  /** Whether preference on it is suspended while it is verified. */
  readonly suspended?: true
  /** No node told what it certifies: what is drawn first is all there is. */
  readonly isOpen?: true
}

/** What an item of a declaration draws of an item of a proof. */
export interface ProofDraw {
  readonly sequence: number
  readonly number: string
  readonly item: number
  readonly value: string
  readonly unit: string
}

/** What a declaration drew before; `suspended`: while preference on the proof was, so that it waits still. */
export interface OwnDraw extends ProofDraw {
  readonly suspended?: true
}

/** What a node knows of the proofs a declaration names, kept with the decision. */
export interface ProofsGiven {
  readonly held: readonly HeldProof[]
  /** What the declaration drew before: it was accepted then, and stays so whatever became of the proof since. */
  readonly own?: readonly OwnDraw[]
}

/**
 * The number under which a node keeps the proof that an item names: one of the form our nodes give, whatever the declarant calls the proof, or that of an origin
 * declaration. Undefined where there is no ledger for it: papers, and electronic forms that came by another way, are judged by their form alone.
 */
export function ledgerNumber(item: Pick<GoodsItem, 'preference'>): string | undefined {
  const { proof, agreement } = item.preference ?? {}
  if (proof?.id === undefined || agreement?.toLowerCase() !== 'atiga') return undefined
  return parseProofNumber(proof.id) ?? declarationNamed(item)
}

/** The numbers a declaration names, each once, in order; none where it is not about an import. */
export function ledgerNumbers({ type, goodsItems }: DeclarationDocument): readonly string[] {
  if (regimeOf(type) === 'export') return []
  return [...new Set(goodsItems.flatMap(item => ledgerNumber(item) ?? []))].sort()
}
