import { type Country, type Currency, parseCountry } from '../kernel/index.ts'

/** The eleven member states of ASEAN, in the order of their ISO codes. */
export const STATES = ['BN', 'ID', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'TL', 'VN'] as const

export type State = (typeof STATES)[number]

export interface StateFacts {
  readonly code: State
  readonly name: string
  readonly currency: Currency
  /** IANA time zone of the state's customs day. Where a state has several (ID), the capital's. */
  readonly timeZone: string
  /** Digits of a national commodity code on an import declaration. */
  readonly tariffDigits: number
  /** Weekdays on which customs offices work, 0 for Sunday. */
  readonly workingWeek: readonly number[]
}

function facts(
  code: State,
  name: string,
  currency: string,
  timeZone: string,
  tariffDigits: number,
  workingWeek = [1, 2, 3, 4, 5],
): StateFacts {
  return { code, name, currency: currency as Currency, timeZone, tariffDigits, workingWeek }
}

/**
 * What does not change with the law of the day. Brunei's public service rests on Friday and Sunday.
 *
 * @source ISO 3166-1, ISO 4217, IANA tz database; tariff digits: domain notes §2.2 (BN, MY, SG, TL stored pages, others general knowledge)
 */
export const STATE_FACTS: Readonly<Record<State, StateFacts>> = {
  BN: facts('BN', 'Brunei Darussalam', 'BND', 'Asia/Brunei', 10, [1, 2, 3, 4, 6]),
  ID: facts('ID', 'Indonesia', 'IDR', 'Asia/Jakarta', 8),
  KH: facts('KH', 'Cambodia', 'KHR', 'Asia/Phnom_Penh', 8),
  LA: facts('LA', 'Lao PDR', 'LAK', 'Asia/Vientiane', 8),
  MM: facts('MM', 'Myanmar', 'MMK', 'Asia/Yangon', 10),
  MY: facts('MY', 'Malaysia', 'MYR', 'Asia/Kuala_Lumpur', 10),
  PH: facts('PH', 'Philippines', 'PHP', 'Asia/Manila', 8),
  SG: facts('SG', 'Singapore', 'SGD', 'Asia/Singapore', 8),
  TH: facts('TH', 'Thailand', 'THB', 'Asia/Bangkok', 8),
  TL: facts('TL', 'Timor-Leste', 'USD', 'Asia/Dili', 8),
  VN: facts('VN', 'Viet Nam', 'VND', 'Asia/Ho_Chi_Minh', 8),
}

export function parseState(text: string): State | undefined {
  const upper = text.toUpperCase()
  return STATES.find(state => state === upper)
}

export function isState(country: string): country is State {
  return STATES.some(state => state === country)
}

export function countryOf(state: State): Country {
  const country = parseCountry(state)
  if (country === undefined) throw new Error(`given ${state}, needs an ISO 3166 country`)
  return country
}
