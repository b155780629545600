import type { Rule, StateContext } from '../declaration/index.ts'
import type { Issue } from '../kernel/index.ts'
import type { Schedule } from '../tariff/index.ts'
import { listNeeds } from './assess-declaration.ts'

/** What duty's rules must know besides document and law. */
export interface DutyRuleFacts {
  readonly schedule?: Schedule | undefined
}

/** The rules of the catalogue about what duties and taxes need. */
export const DUTY_RULES: readonly Rule<DutyRuleFacts>[] = [
  {
    id: 'V40',
    module: 'duty',
    codes: ['duty.attribute-missing', 'duty.quantity-missing', 'duty.attribute-invalid', 'duty.attribute-unknown', 'duty.quantity-invalid'],
    severity: 'error',
    about:
      'Goods that bear excise, or duty by quantity, give what it is worked out from: strength, volume, sticks, retail price, engine size.',
    scope: 'state',
    check: checkNeeds,
  },
  {
    id: 'V50',
    module: 'duty',
    codes: [],
    severity: 'error',
    about: 'An exemption is one the law gives these goods, this importer and this procedure, within its cap.',
    scope: 'state',
    waitsFor: 'the exemptions of each state as rows of law',
  },
  {
    id: 'V51',
    module: 'duty',
    codes: [],
    severity: 'error',
    about: 'A low-value relief is not had by splitting a consignment among parcels of one day.',
    scope: 'state',
    waitsFor: 'parcels: what else the consignee receives that day',
  },
]

function checkNeeds({ document, state, day, law, schedule }: StateContext & DutyRuleFacts): readonly Issue[] {
  return listNeeds(document, { state, law, schedule, days: { registeredOn: day } })
}
