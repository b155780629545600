import { type Day, error, type Issue, warning } from '../kernel/index.ts'
import { type Mandate, mayDeclareFor } from './mandate.ts'
import { breaksAeoForm, findStanding, type Operator } from './operator.ts'

/** What a node knows of the parties on the day; a decision keeps it, so that it can be replayed. */
export interface Authority {
  /** The organisation that files: the declarant's own or its broker's. */
  readonly filer: string
  /** Mandates given to the filer by parties of this declaration. */
  readonly mandates: readonly Mandate[]
  /** What the register holds on parties of this declaration. */
  readonly operators: readonly Operator[]
  /** Whether every operator must be on the register; where it is filled only in part, an unknown one is a warning. */
  readonly registerIsComplete: boolean
}

export interface TrustFacts {
  readonly authority?: Authority
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
  readonly day: Day
}

const PARTIES = ['declarant', 'agent', 'importer', 'exporter', 'consignor', 'consignee'] as const

/** The rules of the catalogue that rest on the register and on mandates. */
export const TRUST_RULES = [
  {
    id: 'V04',
    module: 'trust',
    codes: ['trust.mandate-missing', 'trust.declarant-not-represented'],
    severity: 'error',
    about: 'Whoever files is the declarant or the principal, or has their mandate in force on the day.',
    scope: 'state',
    check: checkMandates,
  },
  {
    id: 'V05',
    module: 'trust',
    codes: ['trust.operator-debarred', 'trust.operator-suspended', 'trust.operator-unknown'],
    severity: 'error',
    about: 'The importer (on export, the exporter) and the declarant are on the register, and neither suspended nor debarred.',
    scope: 'state',
    check: checkStandings,
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

function checkMandates({ document, day, authority }: Asked): readonly Issue[] {
  if (authority === undefined) return []
  const { filer, mandates } = authority
  const principal = principalPath(document.type)
  const lacks = (id: string | undefined): id is string => id !== undefined && !mayDeclareFor(filer, id, mandates, day)

  const issues: Issue[] = []
  const principalId = document[principal]?.id
  if (lacks(principalId)) issues.push(error('trust.mandate-missing', `${principal}.id`, { principal: principalId, filer, day }))
  const declarantId = document.declarant?.id
  if (declarantId !== principalId && lacks(declarantId)) {
    issues.push(error('trust.declarant-not-represented', 'declarant.id', { declarant: declarantId, filer, day }))
  }
  return issues
}

function checkStandings({ document, day, authority }: Asked): readonly Issue[] {
  if (authority === undefined) return []
  const principal = principalPath(document.type)
  const principalId = document[principal]?.id
  const declarantId = document.declarant?.id
  return [
    ...(principalId === undefined ? [] : standingIssues(authority, principalId, `${principal}.id`, day)),
    ...(declarantId === undefined || declarantId === principalId ? [] : standingIssues(authority, declarantId, 'declarant.id', day)),
  ]
}

function standingIssues(authority: Authority, traderId: string, path: string, day: Day): readonly Issue[] {
  const standing = findStanding(authority.operators, traderId, day)
  if (standing === 'active') return []
  if (standing === 'suspended') return [error('trust.operator-suspended', path, { traderId, day })]
  if (standing === 'debarred') return [error('trust.operator-debarred', path, { traderId, day })]
  return [(authority.registerIsComplete ? error : warning)('trust.operator-unknown', path, { traderId, day })]
}

function checkAeoCodes({ document }: { readonly document: Parties }): readonly Issue[] {
  return PARTIES.flatMap(party => {
    const code = document[party]?.aeoCode
    return code !== undefined && breaksAeoForm(code) ? [error('trust.aeo-code-malformed', `${party}.aeoCode`, { code })] : []
  })
}
