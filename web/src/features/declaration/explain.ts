import type { DeclarationAnswer } from '@lintas/contract'
import { groupThousands } from '../../ui/Amount.tsx'
import { groupCode } from './Bill.tsx'

/** The words an explanation is made of, in the reader's language. */
export interface Words {
  readonly item: (sequence: number, code: string) => string
  readonly customsValue: string
  readonly total: string
}

/** The bill as plain text, for a letter or a telephone call: one line a charge, with base, rate, amount and law. */
export function explainBill({ mrn, decision }: DeclarationAnswer, words: Words): string {
  const { items, currency, total } = decision.assessment
  const lines = items.flatMap(item => [
    words.item(item.sequence, groupCode(item.code)),
    `  ${words.customsValue}: ${currency} ${groupThousands(item.customsValue)}`,
    ...item.charges.map(
      charge =>
        `  ${charge.name}: ${charge.baseUnit === currency ? `${currency} ${groupThousands(charge.base)}` : `${charge.base} ${charge.baseUnit}`} × ${charge.rate} ${charge.rateUnit} = ${currency} ${groupThousands(charge.amount)} (${charge.legalRef})`,
    ),
  ])
  return [mrn, ...lines, `${words.total}: ${currency} ${groupThousands(total)}`].join('\n')
}
