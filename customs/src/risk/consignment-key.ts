import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DeclarationDocument } from '../declaration/index.ts'
import { parseDecimal, plus, type Rational, toDecimal, ZERO } from '../kernel/index.ts'

/**
 * What makes a consignment the same one, however often it is declared.
 *
 * The declaration's number and its declarant's reference are left out on purpose, and the goods are added up by code, origin and unit, so that
 * lodging again, renumbering or splitting lines names the same consignment.
 */
export interface ConsignmentKey {
  /** SHA-256 of `text`, in hexadecimal. */
  readonly key: string
  /** SHA-256 of the transport part and the importer: goods declared differently for the same importer still travelled on the same document. */
  readonly transportKey: string
  readonly text: string
}

export function consignmentKey(document: DeclarationDocument): ConsignmentKey {
  const transport = ['lintas-consignment-1', ...transportLines(document)].join('\n')
  const text = [transport, ...goodsLines(document)].join('\n')
  const importer = plain((document.importer ?? document.consignee)?.id ?? '')
  return { key: digest(text), transportKey: digest(`${transport}\nimporter ${importer}`), text }
}

/** The transport documents; of a period, whose removals are declared once, the period itself; where there are none, what else names the journey: containers, else the invoice between the two parties. */
function transportLines(document: DeclarationDocument): readonly string[] {
  const { period, localReference } = document
  if (document.mode === 'PERIODIC') return [`period ${period?.from ?? ''} ${period?.to ?? ''} ${plain(localReference ?? '')}`]
  const documents = sorted(document.transportDocuments.map(each => `transport ${plain(each.id)}`))
  if (documents.length > 0) return documents
  const containers = sorted(document.containers.map(each => `container ${plain(each.id)} ${document.arrivalOn ?? ''}`))
  if (containers.length > 0) return containers
  const parties = [document.importer ?? document.consignee, document.exporter ?? document.consignor]
  return [`invoice ${plain(document.invoice?.id ?? '')} ${parties.map(each => plain(each?.id ?? each?.name ?? '')).join(' ')}`]
}

function goodsLines(document: DeclarationDocument): readonly string[] {
  const totals = new Map<string, Rational>()
  for (const item of document.goodsItems) {
    const code = plain(item.commodityCode ?? '')
    const measures = item.quantities.length > 0 ? item.quantities : [{ value: item.netMassKg ?? '0', unit: 'KGM' }]
    for (const { value, unit } of measures) {
      const goods = `goods ${code} ${plain(item.originCountry ?? '')} ${plain(unit)}`
      totals.set(goods, plus(totals.get(goods) ?? ZERO, parseDecimal(value) ?? ZERO))
    }
  }
  return sorted([...totals].map(([goods, quantity]) => `${goods} ${toDecimal(quantity, 8)}`))
}

/** Capitals and digits only: a space, a hyphen or a small letter makes no other document. */
function plain(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function sorted(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort()
}

function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
