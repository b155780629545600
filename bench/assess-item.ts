import { assessItem, type DutyFacts, type DutyItem } from '@lintas/customs/duty'
import { LAW_KINDS } from '@lintas/customs/journey'
import { type CommodityCode, day, decimal } from '@lintas/customs/kernel'
import { openExchangeRates } from '@lintas/customs/reference'
import { openSchedule } from '@lintas/customs/tariff'
import { loadLaw } from '../server/src/platform/law.ts'

const ON = day('2026-02-01')

interface ItemTime {
  readonly what: string
  readonly charges: number
  readonly microseconds: number
  readonly hold: number
}

/** One goods item assessed in memory, against the law the project ships: two charges on shirts, eight on rum. */
export async function measureAssessment(seconds: number): Promise<readonly ItemTime[]> {
  const law = await loadLaw(LAW_KINDS)
  const schedule = openSchedule({ id: 'TH-bench', state: 'TH', validFrom: day('2022-01-01'), source: 'benchmark', confidence: 'assumed' }, [
    line('61091010', '30', 1),
    line('22084000', '60', 2),
  ])
  const facts: DutyFacts = {
    state: 'TH',
    regime: 'home-use',
    law,
    rates: openExchangeRates([]),
    days: { registeredOn: ON, arrivedOn: ON },
    schedule,
  }
  const shirts = item('61091010', [['KGM', '10']], [])
  const rum = item(
    '22084000',
    [['LTR', '10']],
    [
      ['alcoholStrength', '40'],
      ['retailPrice', '500'],
    ],
  )
  return [timeOf('shirts', shirts, facts, seconds), timeOf('rum', rum, facts, seconds)]
}

function timeOf(what: string, goods: DutyItem, facts: DutyFacts, seconds: number): ItemTime {
  const first = assessItem(goods, facts)
  if (!first.ok) throw new Error(`${what}: ${JSON.stringify(first.issues)}`)
  const charges = first.value.assessment.items[0]?.charges.length ?? 0
  run(goods, facts, seconds * 500) // until the engine has settled
  const { times, ms } = run(goods, facts, seconds * 1000)
  return { what, charges, microseconds: Math.round((ms * 100_000) / times) / 100, hold: 20 }
}

/** Processor time: what else the machine does is not counted. */
function run(goods: DutyItem, facts: DutyFacts, forMs: number): { readonly times: number; readonly ms: number } {
  const started = processorMs()
  let times = 0
  while (processorMs() - started < forMs) {
    for (let repeat = 0; repeat < 100; repeat += 1) assessItem(goods, facts)
    times += 100
  }
  return { times, ms: processorMs() - started }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e3
}

function item(
  code: string,
  quantities: readonly (readonly [string, string])[],
  attributes: readonly (readonly [string, string])[],
): DutyItem {
  const value = decimal('3512340')
  return {
    sequence: 1,
    path: 'goodsItems[0]',
    code,
    originCountry: 'CN',
    customsValue: value,
    exactValue: value,
    price: value,
    fob: value,
    cif: value,
    quantities: new Map(quantities.map(([unit, amount]) => [unit, decimal(amount)])),
    attributes: new Map(attributes.map(([name, amount]) => [name, decimal(amount)])),
  }
}

function line(code: string, percent: string, row: number) {
  return { code: code as CommodityCode, row, description: {}, rates: { mfn: { kind: 'ad-valorem' as const, percent } } }
}
