import type { OfficeProcedure } from '../reference/index.ts'

/**
 * How a declaration of some type may be lodged: with the goods there, before they come, with something left for later. A removal takes goods away that a
 * periodic declaration declares at the end of the month.
 */
export const MODES = ['NORMAL', 'PRE_ARRIVAL', 'SIMPLIFIED', 'SUPPLEMENTARY', 'PROVISIONAL', 'REMOVAL', 'PERIODIC', 'OCCASIONAL'] as const
export type Mode = (typeof MODES)[number]

/** A kind of declaration: what it is for, and what it cannot do without. */
export interface DeclarationType {
  readonly code: string
  /** Always shown with the code: numbers mean other things elsewhere. */
  readonly name: string
  readonly procedure: OfficeProcedure
  /** The modes it is offered in; none where the type is known and not offered yet. */
  readonly modes: readonly Mode[]
  /** The types its goods were declared under before, where each of them has to name that declaration. */
  readonly follows?: readonly string[]
  /** The goods enter a regime: what they are charged is suspended and secured, and becomes due only where the regime is not discharged. */
  readonly suspends?: true
  /** Fields of the declaration that must be there; `a|b` where one of the two will do. */
  readonly requires: readonly string[]
  /** The same, of each goods item. */
  readonly itemRequires: readonly string[]
}

const ITEM = ['commodityCode', 'description', 'invoiceAmount|customsValue'] as const
const HEADER = ['localReference', 'office', 'destinationCountry', 'exportCountry', 'borderTransport.mode'] as const
/** Goods that are in the state already come on no means of transport, and from no country. */
const INLAND = ['localReference', 'office', 'destinationCountry', 'importer.id', 'warehouse.id'] as const

function notYet(code: string, name: string, procedure: OfficeProcedure): DeclarationType {
  return { code, name, procedure, modes: [], requires: [], itemRequires: [] }
}

/** Goods from abroad that enter a regime. */
function suspending(code: string, name: string, needs: readonly string[]): DeclarationType {
  const requires = [...HEADER, 'importer.id', ...needs]
  return { code, name, procedure: 'import', modes: ['NORMAL'], suspends: true, requires, itemRequires: ITEM }
}

/** Goods that leave a regime for home use. */
function outOf(code: string, name: string, follows: string): DeclarationType {
  return { code, name, procedure: 'import', modes: ['NORMAL'], follows: [follows], requires: INLAND, itemRequires: ITEM }
}

/** The kinds of declaration, offered or still to come. @source domain notes §4.3; RKC General Annex ch. 3; specific annexes A to J */
export const DECLARATION_TYPES: readonly DeclarationType[] = [
  {
    code: 'IM4',
    name: 'import for home use',
    procedure: 'import',
    modes: ['NORMAL', 'PRE_ARRIVAL', 'SIMPLIFIED', 'SUPPLEMENTARY', 'PROVISIONAL', 'REMOVAL', 'PERIODIC', 'OCCASIONAL'],
    requires: [...HEADER, 'importer.id'],
    itemRequires: ITEM,
  },
  {
    code: 'EX1',
    name: 'export',
    procedure: 'export',
    modes: ['NORMAL', 'SIMPLIFIED', 'SUPPLEMENTARY', 'PROVISIONAL', 'OCCASIONAL'],
    requires: [...HEADER, 'exporter.id'],
    itemRequires: ITEM,
  },
  {
    code: 'EX3',
    name: 're-export',
    procedure: 'export',
    modes: ['NORMAL'],
    follows: ['IM4', 'IM5', 'IM5-P', 'IM7', 'IM8'],
    requires: [...HEADER, 'exporter.id'],
    itemRequires: ITEM,
  },
  {
    code: 'IM6',
    name: 're-import in the same state',
    procedure: 'import',
    modes: ['NORMAL', 'PRE_ARRIVAL'],
    follows: ['EX1', 'EX2-P'],
    requires: [...HEADER, 'importer.id'],
    itemRequires: ITEM,
  },
  suspending('IM5', 'temporary admission', ['temporaryAdmission.purpose', 'temporaryAdmission.until']),
  suspending('IM5-P', 'inward processing', ['authorisation']),
  suspending('IM7', 'customs warehouse', ['authorisation', 'warehouse.id']),
  outOf('IM7-X', 'out of a customs warehouse', 'IM7'),
  suspending('IM8', 'free zone', ['authorisation', 'warehouse.id']),
  outOf('IM8-X', 'out of a free zone', 'IM8'),
  notYet('EX2', 'temporary export', 'export'),
  {
    code: 'EX2-P',
    name: 'outward processing',
    procedure: 'export',
    modes: ['NORMAL'],
    suspends: true,
    requires: [...HEADER, 'exporter.id', 'authorisation'],
    itemRequires: ITEM,
  },
  notYet('TR1', 'transit', 'transit'),
  notYet('TS', 'transhipment', 'transit'),
  notYet('LVS', 'low-value consignments', 'import'),
  notYet('ENS', 'advance cargo information', 'import'),
  notYet('RD', 'samples for research', 'import'),
  notYet('RET', 'return of goods', 'import'),
  {
    code: 'DOM',
    name: 'goods of domestic origin in a free zone',
    procedure: 'import',
    modes: ['NORMAL'],
    requires: [...INLAND, 'authorisation'],
    itemRequires: ITEM,
  },
]

/**
 * What a simplified import may leave to its supplement: where the goods were sent from, their origin, their transport document. Whatever a figure needs is
 * there, if only as an estimate (`customsValue`); items whose origin or price is missing are secured.
 */
const LATER: ReadonlySet<string> = new Set(['exportCountry', 'originCountry', 'transportDocuments'])

/** What each removal of a period said, and their declaration cannot say of all of them. */
const BY_REMOVAL: ReadonlySet<string> = new Set(['exportCountry', 'transportDocuments'])

/** Whether a field is one that this declaration may leave to its supplement, or left to the removals it declares. */
export function mayComeLater(
  field: string,
  { type, mode }: { readonly type?: string | undefined; readonly mode?: string | undefined },
): boolean {
  if (mode === 'PERIODIC') return BY_REMOVAL.has(field)
  return mode === 'SIMPLIFIED' && findDeclarationType(type)?.procedure === 'import' && LATER.has(field)
}

/** Whether goods so declared are in the state already, so that they come from no other country. */
export function isInland(type: string | undefined): boolean {
  const found = findDeclarationType(type)
  return found !== undefined && found.modes.length > 0 && found.procedure === 'import' && !found.requires.includes('exportCountry')
}

export function findDeclarationType(code: string | undefined): DeclarationType | undefined {
  return DECLARATION_TYPES.find(type => type.code === code)
}

export function parseMode(text: string | undefined): Mode | undefined {
  return text === undefined ? 'NORMAL' : MODES.find(mode => mode === text)
}

/** How a declaration that leaves something for later is completed: its missing data are given, its figures become final, its goods are declared with those of their month. */
export const COMPLETION_KINDS = ['supplement', 'finalisation', 'period'] as const
export type CompletionKind = (typeof COMPLETION_KINDS)[number]
