import type { Rule, StateContext } from '../declaration/index.ts'
import { at, decimal, error, type Issue, majorToMinor } from '../kernel/index.ts'
import { STATE_FACTS } from '../reference/index.ts'
import type { Schedule } from '../tariff/index.ts'
import { listNeeds } from './assess-declaration.ts'
import type { Assessment } from './bill.ts'
import { compareDeclared } from './declared-charges.ts'
import { decideExemption } from './exemption.ts'

/** What duty's rules must know besides document and law. */
export interface DutyRuleFacts {
  readonly schedule?: Schedule | undefined
  /** What customs found, where it could: without it nothing that was worked out can be compared. */
  readonly assessment?: Assessment | undefined
}

/** The rules of the catalogue about what duties and taxes need. */
export const DUTY_RULES: readonly Rule<DutyRuleFacts>[] = [
  {
    id: 'V37',
    module: 'duty',
    codes: ['duty.producer-missing'],
    severity: 'error',
    about: 'Goods under a trade remedy name their producer or exporter by the code the remedy knows it by.',
    scope: 'state',
    check: context => checkNeeds(context, code => code === 'duty.producer-missing'),
  },
  {
    id: 'V40',
    module: 'duty',
    codes: ['duty.attribute-missing', 'duty.quantity-missing', 'duty.attribute-invalid', 'duty.attribute-unknown', 'duty.quantity-invalid'],
    severity: 'error',
    about:
      'Goods that bear excise, or duty by quantity, give what it is worked out from: strength, volume, sticks, retail price, engine size.',
    scope: 'state',
    check: context => checkNeeds(context, code => code !== 'duty.producer-missing'),
  },
  {
    id: 'V49',
    module: 'duty',
    codes: ['duty.declared-differs', 'duty.declared-currency'],
    severity: 'error',
    about: 'Duties and taxes that the declarant worked out are those customs finds, to one step of rounding.',
    scope: 'state',
    check: ({ document, assessment }) => (assessment === undefined ? [] : compareDeclared(document, assessment)),
  },
  {
    id: 'V50',
    module: 'duty',
    codes: [
      'duty.exemption-not-in-law',
      'duty.exemption-not-for-goods',
      'duty.exemption-not-for-procedure',
      'duty.exemption-document-missing',
      'duty.exemption-over-cap',
    ],
    severity: 'error',
    about: 'An exemption is one the law gives these goods, this importer and this procedure, within its cap.',
    scope: 'state',
    check: checkExemptions,
  },
  {
    id: 'V51',
    module: 'duty',
    codes: ['duty.low-value-not-given'],
    severity: 'error',
    about: 'A low-value relief is not had by splitting a consignment among parcels of one day.',
    scope: 'state',
    check: checkLowValue,
  },
]

function checkNeeds(
  { document, state, day, law, schedule, assessment }: StateContext & DutyRuleFacts,
  isAbout: (code: string) => boolean,
): readonly Issue[] {
  if (assessment !== undefined) return [] // what could be assessed lacks nothing
  return listNeeds(document, { state, law, schedule, days: { registeredOn: day } }).filter(issue => isAbout(issue.code))
}

function checkExemptions({ document, state, day, law, assessment }: StateContext & DutyRuleFacts): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    const { customsValue } = assessment?.items[index] ?? {}
    const value = customsValue === undefined ? {} : { customsValue: majorToMinor(decimal(customsValue), STATE_FACTS[state].currency) }
    const decided = decideExemption(item, document, { state, law, day, ...value })
    return decided.ok ? [] : decided.issues.map(issue => at(`goodsItems[${index}]`, issue))
  })
}

/** The additional procedure code by which the low-value relief is claimed. It is given unasked; whoever claims it counts on it. */
const LOW_VALUE = 'LOWVAL'

function checkLowValue({ document, state, assessment }: StateContext & DutyRuleFacts): readonly Issue[] {
  if (assessment === undefined) return []
  return document.goodsItems.flatMap((item, index) => {
    if (item.procedure?.additional.includes(LOW_VALUE) !== true) return []
    const isSpared = assessment.items[index]?.charges.some(charge => charge.relief !== undefined) === true
    return isSpared ? [] : [error('duty.low-value-not-given', `goodsItems[${index}].procedure.additional`, { code: LOW_VALUE, state })]
  })
}
