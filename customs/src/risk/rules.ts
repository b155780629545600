import type { RuleContext } from '../declaration/index.ts'
import { compare, decimal, fraction, hint, type Issue, over, parseDecimal, times, toDecimal } from '../kernel/index.ts'

/**
 * The rules of the catalogue that ask whether a declaration is plausible.
 *
 * They tell the declarant what looks like a slip and can be mended; what picks a consignment for control is a profile, of which no word
 * reaches him.
 */
export const RISK_RULES = [
  waiting(
    'V20',
    'risk.importer-new',
    'The importer declared here before, within the last twelve months.',
    'a history of released declarations',
  ),
  waiting('V21', 'risk.party-listed', 'Neither consignor nor consignee resembles a party on a watch or sanctions list.', 'watch lists'),
  waiting(
    'V22',
    'risk.address-virtual',
    'Commercial goods are not consigned to a virtual office or a parcel locker.',
    'a register of such addresses',
  ),
  waiting('V35', 'risk.price-unusual', 'The unit price lies within what the same goods cost of late.', 'prices of cleared goods'),
  {
    id: 'V36',
    module: 'risk',
    codes: ['risk.price-zero', 'risk.price-repeated'],
    severity: 'hint',
    about: 'No goods item is free of charge, and no five items described differently have the same unit price.',
    scope: 'everywhere',
    check: checkPrices,
  },
  {
    id: 'V60',
    module: 'risk',
    codes: ['risk.mass-beyond-containers'],
    severity: 'hint',
    about: 'The gross mass fits into the containers declared.',
    scope: 'everywhere',
    check: checkContainerMass,
  },
] as const

const SAME_PRICE_MIN = 5

/** The most a container may weigh, loaded. @source ISO 668:2020, rating of series 1 freight containers (general knowledge) */
const CONTAINER_KG_MAX = decimal('36000')

function waiting(id: `V${number}`, code: string, about: string, waitsFor: string) {
  return { id, module: 'risk', codes: [code], severity: 'hint', about, scope: 'state', waitsFor } as const
}

function checkPrices({ document }: RuleContext): readonly Issue[] {
  const issues: Issue[] = []
  const described = new Map<string, Set<string>>()
  const paths = new Map<string, string>()
  for (const [index, item] of document.goodsItems.entries()) {
    const path = `goodsItems[${index}].invoiceAmount`
    const amount = parseDecimal(item.invoiceAmount?.amount ?? '')
    if (amount === undefined) continue
    if (amount.num === 0n) issues.push(hint('risk.price-zero', path))
    const quantity = parseDecimal(item.quantities[0]?.value ?? '')
    if (amount.num === 0n || quantity === undefined || quantity.num === 0n || item.description === undefined) continue
    const price = `${toDecimal(over(amount, quantity), 8)} ${item.invoiceAmount?.currency}`
    described.set(price, (described.get(price) ?? new Set()).add(item.description.trim().toLowerCase()))
    if (!paths.has(price)) paths.set(price, path)
  }
  for (const [price, descriptions] of described) {
    if (descriptions.size < SAME_PRICE_MIN) continue
    issues.push(hint('risk.price-repeated', paths.get(price) ?? '', { price, descriptions: descriptions.size }))
  }
  return issues
}

function checkContainerMass({ document }: RuleContext): readonly Issue[] {
  const gross = parseDecimal(document.totalGrossMassKg ?? '')
  const containers = document.containers.length
  if (gross === undefined || containers === 0) return []
  const most = times(CONTAINER_KG_MAX, fraction(BigInt(containers)))
  if (compare(gross, most) <= 0) return []
  return [hint('risk.mass-beyond-containers', 'totalGrossMassKg', { declared: toDecimal(gross), most: toDecimal(most), containers })]
}
