import type { CostAnswer } from '@lintas/contract'

/** Something a charge asks for that nobody said yet: a quantity in a unit, or an attribute. */
export interface Need {
  readonly kind: 'quantity' | 'attribute'
  readonly name: string
  readonly unit: string
}

/** What the options of a cost ask for, each thing once. */
export function listNeeds({ options }: CostAnswer): readonly Need[] {
  const needs = options.flatMap(({ missing }) =>
    missing.flatMap(({ code, params = {} }): Need[] => {
      const unit = String(params.unit ?? '')
      if (code === 'duty.quantity-missing') return [{ kind: 'quantity', name: unit, unit }]
      return code === 'duty.attribute-missing' ? [{ kind: 'attribute', name: String(params.attribute), unit }] : []
    }),
  )
  return [...new Map(needs.map(need => [`${need.kind} ${need.name}`, need])).values()]
}
