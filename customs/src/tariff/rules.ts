import type { GoodsItem, Rule, RuleContext, StateContext } from '../declaration/index.ts'
import { at, type Day, type Issue, parseCommodityCode, warning } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { compareRates } from './choose-rate.ts'
import type { Correlation } from './correlation.ts'
import { explainMalformed, findLine } from './find-line.ts'
import { AGREEMENT_ROWS, isPartyOn } from './law.ts'
import { type DutyRate, formatRate } from './rate.ts'
import type { Schedule, TariffLine } from './schedule.ts'

/** What the tariff's rules must know besides document and law. */
export interface TariffFacts {
  /** The state's schedule in force on the day. */
  readonly schedule?: Schedule | undefined
  /** Its schedules of other days, to tell a code that ended from one that never was. */
  readonly otherSchedules?: readonly Schedule[] | undefined
  /** What became of codes that ended, by the tables in force on the day. */
  readonly correlations?: readonly Correlation[] | undefined
}

/** The rules of the catalogue that rest on the national schedule. */
export const TARIFF_RULES: readonly Rule<TariffFacts>[] = [
  {
    id: 'V23',
    module: 'tariff',
    codes: ['tariff.code-malformed'],
    severity: 'error',
    about: 'A commodity code has 6 to 12 digits and nothing else.',
    scope: 'everywhere',
    check: context => checkForm(context, 'tariff.code-malformed'),
  },
  {
    id: 'V23',
    module: 'tariff',
    codes: ['tariff.code-unknown', 'tariff.code-incomplete', 'tariff.code-not-valid-on-day', 'tariff.code-replaced'],
    severity: 'error',
    about: 'A commodity code is a line of the national schedule in force on the day, with all its digits.',
    scope: 'state',
    check: context => checkLines(context, code => code !== 'tariff.code-too-long'),
  },
  {
    id: 'V24',
    module: 'tariff',
    codes: ['tariff.chapter-reserved'],
    severity: 'error',
    about: 'A commodity code does not lie in chapter 77, which is reserved, nor in chapter 00.',
    scope: 'everywhere',
    check: context => checkForm(context, 'tariff.chapter-reserved'),
  },
  {
    id: 'V25',
    module: 'tariff',
    codes: ['tariff.code-too-long'],
    severity: 'error',
    about: 'National digits beyond the ASEAN subheading are those of a line below it.',
    scope: 'state',
    check: context => checkLines(context, code => code === 'tariff.code-too-long'),
  },
  {
    id: 'V31',
    module: 'tariff',
    codes: ['tariff.preference-available'],
    severity: 'warning',
    about: 'Where an agreement gives goods that come straight from their country of origin a lower rate, the declarant is told.',
    scope: 'state',
    check: checkUnclaimed,
  },
]

/** Codes that no schedule could hold. Without a code nothing is said: that it is missing is the declaration's own rule. */
function checkForm({ document }: RuleContext, about: string): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    const given = item.commodityCode
    if (given === undefined || parseCommodityCode(given) !== undefined) return []
    const issue = explainMalformed(given)
    return issue.code === about ? [at(`goodsItems[${index}]`, issue)] : []
  })
}

function checkLines(
  { document, schedule, otherSchedules, correlations }: StateContext & TariffFacts,
  isAbout: (code: string) => boolean,
): readonly Issue[] {
  if (schedule === undefined) return []
  return document.goodsItems.flatMap((item, index) => {
    if (item.commodityCode === undefined || parseCommodityCode(item.commodityCode) === undefined) return []
    const found = findLine(schedule, item.commodityCode, otherSchedules, correlations)
    return found.ok ? [] : found.issues.filter(issue => isAbout(issue.code)).map(issue => at(`goodsItems[${index}]`, issue))
  })
}

function checkUnclaimed({ document, schedule, law, state, day }: StateContext & TariffFacts): readonly Issue[] {
  if (schedule === undefined || document.type?.startsWith('EX') === true) return []
  return document.goodsItems.flatMap((item, index) => {
    const origin = item.originCountry
    const code = parseCommodityCode(item.commodityCode ?? '')
    const line = code === undefined ? undefined : schedule.findLine(code)
    if (line === undefined || origin === undefined || item.preference !== undefined) return []
    if (exportedFrom(item, document.exportCountry) !== origin) return []
    const best = findBestPreference(line, origin, law, state, day)
    const mfn = line.rates.mfn
    if (best === undefined || mfn === undefined) return []
    const params = {
      origin,
      code: line.code,
      agreement: best.agreement.toUpperCase(),
      rate: formatRate(best.rate),
      general: formatRate(mfn),
    }
    return [warning('tariff.preference-available', `goodsItems[${index}].preference`, params)]
  })
}

function exportedFrom(item: GoodsItem, header: string | undefined): string | undefined {
  return item.exportCountry ?? header
}

/** The agreement under which goods of an origin pay least, and less than MFN whatever they are worth; undefined where none does. */
export function findBestPreference(
  line: TariffLine,
  origin: string,
  law: LawBook,
  state: State,
  day: Day,
): { readonly agreement: string; readonly rate: DutyRate } | undefined {
  const { mfn } = line.rates
  if (mfn === undefined) return undefined
  return law
    .on(AGREEMENT_ROWS, state, day)
    .filter(row => isPartyOn(row, origin, day))
    .flatMap(({ agreement }) => {
      const rate = line.rates[agreement]
      return rate !== undefined && (compareRates(rate, mfn) ?? 0) < 0 ? [{ agreement, rate }] : []
    })
    .reduce<{ readonly agreement: string; readonly rate: DutyRate } | undefined>(
      (best, next) => (best === undefined || (compareRates(next.rate, best.rate) ?? 0) < 0 ? next : best),
      undefined,
    )
}
