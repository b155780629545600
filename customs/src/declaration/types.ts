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
  /** The type its goods were declared under before, where each of them has to name that declaration. */
  readonly follows?: string
  /** Fields of the declaration that must be there; `a|b` where one of the two will do. */
  readonly requires: readonly string[]
  /** The same, of each goods item. */
  readonly itemRequires: readonly string[]
}

const ITEM = ['commodityCode', 'description', 'invoiceAmount|customsValue'] as const
const HEADER = ['localReference', 'office', 'destinationCountry', 'exportCountry', 'borderTransport.mode'] as const

function notYet(code: string, name: string, procedure: OfficeProcedure): DeclarationType {
  return { code, name, procedure, modes: [], requires: [], itemRequires: [] }
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
    follows: 'IM4',
    requires: [...HEADER, 'exporter.id'],
    itemRequires: ITEM,
  },
  {
    code: 'IM6',
    name: 're-import in the same state',
    procedure: 'import',
    modes: ['NORMAL', 'PRE_ARRIVAL'],
    follows: 'EX1',
    requires: [...HEADER, 'importer.id'],
    itemRequires: ITEM,
  },
  notYet('IM5', 'temporary admission', 'import'),
  notYet('IM5-P', 'inward processing', 'import'),
  notYet('IM7', 'customs warehouse', 'import'),
  notYet('IM7-X', 'out of a customs warehouse', 'import'),
  notYet('IM8', 'free zone', 'import'),
  notYet('IM8-X', 'out of a free zone', 'import'),
  notYet('EX2', 'temporary export', 'export'),
  notYet('EX2-P', 'outward processing', 'export'),
  notYet('TR1', 'transit', 'transit'),
  notYet('TS', 'transhipment', 'transit'),
  notYet('LVS', 'low-value consignments', 'import'),
  notYet('ENS', 'advance cargo information', 'import'),
  notYet('RD', 'samples for research', 'import'),
  notYet('RET', 'return of goods', 'import'),
  notYet('DOM', 'goods of domestic origin in a free zone', 'import'),
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

export function findDeclarationType(code: string | undefined): DeclarationType | undefined {
  return DECLARATION_TYPES.find(type => type.code === code)
}

export function parseMode(text: string | undefined): Mode | undefined {
  return text === undefined ? 'NORMAL' : MODES.find(mode => mode === text)
}
