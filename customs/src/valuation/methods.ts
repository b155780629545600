/** The methods of the WTO Customs Valuation Agreement, by their numbers in the WCO Data Model. */
export const METHODS = ['1', '2', '3', '4', '5', '6'] as const
export type Method = (typeof METHODS)[number]

/** The article of each method. Article 4 says in which order 5 and 6 come, and is no method of its own. */
const ARTICLES: Readonly<Record<Method, string>> = { '1': '1', '2': '2', '3': '3', '4': '5', '5': '6', '6': '7' }

export function articleOf(method: Method): string {
  return ARTICLES[method]
}

export function legalRefOf(method: Method): string {
  return `WTO Customs Valuation Agreement art. ${ARTICLES[method]}`
}

/**
 * The methods in the order they are tried: as numbered, but for the deductive and the computed value where the importer asks for it.
 *
 * @source WTO Customs Valuation Agreement, General Introductory Commentary 2 to 4; art. 4
 */
export function orderOf(computedFirst: boolean): readonly Method[] {
  return computedFirst ? ['1', '2', '3', '5', '4', '6'] : METHODS
}
