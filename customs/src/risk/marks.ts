import { type DeclarationDocument, findDeclarationType } from '../declaration/index.ts'
import { addDays, type Day, parseDecimal, toDecimal } from '../kernel/index.ts'
import type { Match } from './known.ts'

/** By what declarations are compared with one another. */
export const MARK_KINDS = ['goods-out', 'goods-in', 'invoice', 'container'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** Something of a declaration that another one may have, too. */
export interface Mark {
  readonly kind: MarkKind
  readonly mark: string
  /** Whose it is, where that tells two apart: the exporter of an invoice. */
  readonly party: string
  readonly path: string
}

/** Days within which goods that were exported and come back, or the other way round, look like a carousel. @source domain notes §4.5, V57 */
export const RETURN_DAYS = 30

/** Days for which an invoice number of an importer is taken for the same invoice. */
export const INVOICE_DAYS = 365

/** Types that say themselves that goods come back, or go back. */
const SAID_TO_RETURN: ReadonlySet<string> = new Set(['IM6', 'EX3', 'RET', 'EX2', 'EX2-P'])

/**
 * The marks of a declaration: its goods by subheading, quantity and net mass; its invoice by the importer's number; its containers.
 *
 * Goods without a quantity or a mass have none: too much would resemble them. An invoice number is compared for one importer only, since every
 * exporter counts his invoices from one.
 */
export function marksOf(document: DeclarationDocument): readonly Mark[] {
  const procedure = findDeclarationType(document.type)?.procedure
  const way = procedure === 'export' ? 'goods-out' : procedure === 'import' ? 'goods-in' : undefined
  const goods =
    way === undefined || SAID_TO_RETURN.has(document.type ?? '')
      ? []
      : document.goodsItems.flatMap((item, index): readonly Mark[] => {
          const [quantity] = item.quantities
          const [value, mass] = [parseDecimal(quantity?.value ?? ''), parseDecimal(item.netMassKg ?? '')]
          if (value === undefined || mass === undefined || value.num === 0n || item.commodityCode === undefined) return []
          const subheading = item.commodityCode.replace(/[.\s]/g, '').slice(0, 6)
          const mark = `${subheading} ${toDecimal(value, 8)} ${quantity?.unit ?? ''} ${toDecimal(mass, 8)}`
          return [{ kind: way, mark, party: '', path: `goodsItems[${index}]` }]
        })
  const importer = plain(document.importer?.id ?? '')
  const exporter = document.exporter ?? document.consignor
  const [invoice, seller] = [plain(document.invoice?.id ?? ''), plain(exporter?.id ?? exporter?.name ?? '')]
  const invoices: readonly Mark[] =
    way !== 'goods-in' || importer === '' || invoice === '' || seller === ''
      ? []
      : [{ kind: 'invoice', mark: `${importer} ${invoice}`, party: seller, path: 'invoice.id' }]
  const containers = document.containers.map(
    ({ id }, index): Mark => ({ kind: 'container', mark: plain(id), party: '', path: `containers[${index}].id` }),
  )
  return eachOnce([...goods, ...invoices, ...containers])
}

/** The mark of another declaration, as the node keeps it. */
export interface KeptMark extends Omit<Mark, 'path'> {
  readonly mrn: string
  readonly on: Day
  /** Whether customs is done with that declaration. */
  readonly isClosed: boolean
}

/** The kind of mark that another declaration's must be to answer one of this. */
export function counterOf(kind: MarkKind): MarkKind {
  if (kind === 'goods-in') return 'goods-out'
  return kind === 'goods-out' ? 'goods-in' : kind
}

/** What of other declarations matches: goods that went the other way of late, the invoice under another exporter, the container while both are open. */
export function findMatches(document: DeclarationDocument, kept: readonly KeptMark[], registeredOn: Day): readonly Match[] {
  return marksOf(document).flatMap(mark =>
    kept
      .filter(other => other.kind === counterOf(mark.kind) && other.mark === mark.mark && answers(mark, other, registeredOn))
      .slice(0, MATCHES_MAX)
      .map(({ mrn, on }): Match => ({ kind: kindOf(mark.kind), path: mark.path, mrn, on })),
  )
}

const MATCHES_MAX = 5

function answers(mark: Mark, other: KeptMark, on: Day): boolean {
  switch (mark.kind) {
    case 'goods-in':
    case 'goods-out':
      return other.on <= on && on <= addDays(other.on, RETURN_DAYS)
    case 'invoice':
      return other.party !== mark.party && on <= addDays(other.on, INVOICE_DAYS)
    case 'container':
      return !other.isClosed
  }
}

function kindOf(kind: MarkKind): Match['kind'] {
  return kind === 'goods-in' || kind === 'goods-out' ? 'goods-returned' : kind
}

function eachOnce(marks: readonly Mark[]): readonly Mark[] {
  return [...new Map(marks.map(mark => [`${mark.kind} ${mark.mark}`, mark])).values()]
}

/** Capitals and digits only. */
function plain(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}
