import type { SupplierDeclaration } from '@lintas/contract'

/** What is written in the form of a supplier's declaration. */
export interface SupplyDraft {
  readonly article: string
  readonly description: string
  readonly code: string
  readonly status: string
  readonly country: string
  readonly criterion: string
  readonly rvc: string
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly document: string
  readonly quantity: string
  readonly unit: string
}

/** A draft for a product of a state, or for the one that was asked about. */
export function draftFor(state: string, asked?: SupplierDeclaration['asked']): SupplyDraft {
  const { article = '', description = '', code = '' } = asked?.product ?? {}
  const rest = { criterion: '', rvc: '', kind: 'long-term', from: '', to: '', document: '', quantity: '', unit: 'KGM' }
  return { article, description, code, status: 'originating', country: state.toUpperCase(), ...rest }
}

export function productOf({ article, description, code }: SupplyDraft): object {
  return { article, description, code }
}

/** The statement that a draft is, as the node takes it. */
export function statementOf(draft: SupplyDraft): object {
  const { status, country, criterion, rvc, kind, from, to, document, quantity, unit } = draft
  const says = {
    originating: { status, state: country, ...(criterion === '' ? {} : { criterion }) },
    partial: { status, state: country, rvc },
    'non-originating': { status, ...(country === '' ? {} : { country }) },
  }[status]
  const covers =
    kind === 'delivery'
      ? { kind, document, deliveredOn: from, quantity: { value: quantity, unit } }
      : { kind, validFrom: from, validTo: to }
  return { product: productOf(draft), origin: says, covers, ...(status === 'partial' ? { valueBasis: 'FOB' } : {}) }
}

export function isProductWritten({ article, description, code }: SupplyDraft): boolean {
  return article !== '' && description !== '' && code !== ''
}

/** Whether all is written that the node would ask for. */
export function isWritten(draft: SupplyDraft): boolean {
  const { status, rvc, kind, from, to, document, quantity, unit } = draft
  const isCovered = kind === 'delivery' ? ![document, from, quantity, unit].includes('') : from !== '' && to !== ''
  return isProductWritten(draft) && isCovered && (status !== 'partial' || rvc !== '')
}
