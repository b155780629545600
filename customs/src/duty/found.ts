/** What customs found of goods, by item: claims to a preference that are denied, goods that are classified otherwise than declared. Absent is nothing. */
export interface Findings {
  readonly denied?: readonly number[]
  readonly classified?: readonly ClassifiedItem[]
}

export interface ClassifiedItem {
  readonly sequence: number
  readonly commodityCode: string
}

/**
 * What customs found of goods against what their declarant said; kept beside the document, which stays the declarant's own.
 *
 * @source RKC General Annex std. 3.16, 3.31 (checking of the declaration); ATIGA annex 8, rule 13 (rejected proofs of origin)
 */
export interface FoundOtherwise extends Findings {
  /** Of these, what is contested and secured: the goods are charged as declared meanwhile, and what it would charge more is secured. */
  readonly onSecurity?: Findings
}

/** The findings that goods are charged by. */
export function chargedBy({ onSecurity, ...found }: FoundOtherwise): Findings {
  return onSecurity === undefined ? found : less(found, onSecurity)
}

/** What is found now beside what was found before; of an item that is classified anew the last word counts. */
export function findMore(before: FoundOtherwise, found: Findings): FoundOtherwise {
  return orderly({ ...before, ...more(before, found) })
}

/** What is left of it where some findings do not stand. */
export function findLess(before: FoundOtherwise, found: Findings): FoundOtherwise {
  const { onSecurity = {} } = before
  return orderly({ ...less(before, found), onSecurity: less(onSecurity, found) })
}

/** The same findings, some of them secured instead of charged. */
export function putOnSecurity(before: FoundOtherwise, found: Findings): FoundOtherwise {
  return orderly({ ...before, onSecurity: more(before.onSecurity ?? {}, found) })
}

/** The same findings, some of them charged that were secured. */
export function takeOffSecurity(before: FoundOtherwise, found: Findings): FoundOtherwise {
  return orderly({ ...before, onSecurity: less(before.onSecurity ?? {}, found) })
}

/** Findings about some items only. */
export function findingsAbout({ denied = [], classified = [] }: Findings, items: readonly number[] | undefined): Findings {
  const isMeant = (sequence: number) => items === undefined || items.includes(sequence)
  return { denied: denied.filter(isMeant), classified: classified.filter(each => isMeant(each.sequence)) }
}

function more(before: Findings, { denied = [], classified = [] }: Findings): Findings {
  const others = (before.classified ?? []).filter(each => !classified.some(one => one.sequence === each.sequence))
  return { denied: [...new Set([...(before.denied ?? []), ...denied])], classified: [...others, ...classified] }
}

function less(before: Findings, { denied = [], classified = [] }: Findings): Findings {
  return {
    denied: (before.denied ?? []).filter(sequence => !denied.includes(sequence)),
    classified: (before.classified ?? []).filter(each => !classified.some(one => one.sequence === each.sequence)),
  }
}

/** In the order of the items; what holds nothing is left out, so that the same findings are the same bytes. */
function orderly({ onSecurity, ...found }: FoundOtherwise): FoundOtherwise {
  const secured = onSecurity === undefined ? {} : inOrder(onSecurity)
  return { ...inOrder(found), ...(Object.keys(secured).length === 0 ? {} : { onSecurity: secured }) }
}

function inOrder({ denied = [], classified = [] }: Findings): Findings {
  return {
    ...(denied.length === 0 ? {} : { denied: denied.toSorted((one, other) => one - other) }),
    ...(classified.length === 0 ? {} : { classified: classified.toSorted((one, other) => one.sequence - other.sequence) }),
  }
}
