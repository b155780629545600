import { type Day, error, type Issue } from '../kernel/index.ts'
import { breaksAeoForm, findRestriction, type Restriction } from './operator.ts'
import type { Tier } from './tier.ts'

/** What a node knows of the parties on a day; a decision keeps it, so that it can be replayed. */
export interface Authority {
  /** The day it was asked: a declaration that is amended later is judged by the mandates of then. */
  readonly on: Day
  /** Trader id of the organisation that files. */
  readonly filer: string
  /** Trader ids the filer may act for on the day: itself, and those whose mandate is in force. */
  readonly actsFor: readonly string[]
  /** Restrictions on parties of this declaration. */
  readonly restrictions: readonly Restriction[]
  /** How far they are trusted; absent where nobody gave any of them a tier. */
  readonly tiers?: readonly Tier[]
}

export interface TrustFacts {
  readonly authority?: Authority | undefined
}

/** The part of a declaration these rules read. Trust comes before `declaration`, so it names the shape instead of importing it. */
interface Parties {
  readonly type?: string | undefined
  readonly declarant?: PartyId | undefined
  readonly agent?: PartyId | undefined
  readonly importer?: PartyId | undefined
  readonly exporter?: PartyId | undefined
  readonly consignor?: PartyId | undefined
  readonly consignee?: PartyId | undefined
}

interface PartyId {
  readonly id?: string | undefined
  readonly aeoCode?: string | undefined
}

interface Asked extends TrustFacts {
  readonly document: Parties
}

const PARTIES = ['declarant', 'agent', 'importer', 'exporter', 'consignor', 'consignee'] as const

/** The rules of the catalogue that rest on mandates and on the register. */
export const TRUST_RULES = [
  {
    id: 'V04',
    module: 'trust',
    codes: ['trust.mandate-missing', 'trust.declarant-not-represented'],
    severity: 'error',
    about: 'Whoever files is the principal and the declarant, or has their mandate in force on the day.',
    scope: 'state',
    check: checkMandates,
  },
  {
    id: 'V05',
    module: 'trust',
    codes: ['trust.operator-debarred', 'trust.operator-suspended'],
    severity: 'error',
    about: 'The importer (on export, the exporter) and the declarant are neither suspended nor debarred on the day.',
    scope: 'state',
    check: checkRestrictions,
  },
  {
    id: 'V19',
    module: 'trust',
    codes: ['trust.aeo-code-malformed'],
    severity: 'error',
    about: 'The code of an authorised economic operator has the form its scheme published.',
    scope: 'everywhere',
    check: checkAeoCodes,
  },
] as const

/** The party on whose behalf goods are declared: the importer, or on export the exporter. */
export function principalPath(type: string | undefined): 'importer' | 'exporter' {
  return type?.startsWith('EX') === true ? 'exporter' : 'importer'
}

/** The parties whose word and standing count, the principal first; one that is both is asked once. */
function listAnswerable(
  document: Parties,
): readonly { readonly party: 'importer' | 'exporter' | 'declarant'; readonly traderId: string }[] {
  const principal = principalPath(document.type)
  const principalId = document[principal]?.id
  const declarantId = document.declarant?.id
  return [
    ...(principalId === undefined ? [] : [{ party: principal, traderId: principalId }]),
    ...(declarantId === undefined || declarantId === principalId ? [] : [{ party: 'declarant' as const, traderId: declarantId }]),
  ]
}

/** @source RKC General Annex ch. 8, std. 8.1 (a third party acts on the principal's behalf); WTO TFA art. 10.6 */
function checkMandates({ document, authority }: Asked): readonly Issue[] {
  if (authority === undefined) return []
  const { filer, actsFor, on: day } = authority
  return listAnswerable(document)
    .filter(({ traderId }) => traderId !== filer && !actsFor.includes(traderId))
    .map(({ party, traderId }) =>
      party === 'declarant'
        ? error('trust.declarant-not-represented', 'declarant.id', { declarant: traderId, filer, day })
        : error('trust.mandate-missing', `${party}.id`, { principal: traderId, filer, day }),
    )
}

function checkRestrictions({ document, authority }: Asked): readonly Issue[] {
  if (authority === undefined) return []
  const { restrictions, on: day } = authority
  return listAnswerable(document).flatMap(({ party, traderId }) => {
    const found = findRestriction(restrictions, traderId, day)
    return found === undefined ? [] : [error(`trust.operator-${found.restriction}`, `${party}.id`, { traderId, day })]
  })
}

function checkAeoCodes({ document }: { readonly document: Parties }): readonly Issue[] {
  return PARTIES.flatMap(party => {
    const code = document[party]?.aeoCode
    return code !== undefined && breaksAeoForm(code) ? [error('trust.aeo-code-malformed', `${party}.aeoCode`, { code })] : []
  })
}
