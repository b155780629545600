import type { Brand } from './brand.ts'

/** An ISO 4217 alphabetic code of a currency in use. */
export type Currency = Brand<string, 'Currency'>

/** ISO 4217: the currencies whose minor unit is not a hundredth, by number of digits. */
const DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** ISO 4217: the currencies with hundredths. */
const HUNDREDTHS = `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
  COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
  KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
  PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
  USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`

const minorDigits = new Map<string, number>()
for (const [digits, codes] of Object.entries(DIGITS)) for (const code of codes.split(/\s+/)) minorDigits.set(code, Number(digits))
for (const code of HUNDREDTHS.split(/\s+/)) minorDigits.set(code, 2)

/** The currency a code names, or undefined where ISO 4217 has none in use. */
export function parseCurrency(text: string): Currency | undefined {
  return minorDigits.has(text) ? (text as Currency) : undefined
}

/** Digits after the point of an amount in this currency: 2 for SGD, 0 for VND. @source ISO 4217 */
export function minorDigitsOf(currency: Currency): number {
  return minorDigits.get(currency) ?? 2
}
