import { error, type Issue } from '../kernel/index.ts'
import { findOffice } from '../reference/index.ts'
import { planCompletion } from './completion.ts'
import type { DeclarationDocument } from './document.ts'
import { fieldOf } from './field.ts'
import { DECLARATION_MODES } from './law.ts'
import { findPeriodicRow } from './period.ts'
import type { OccasionFacts, StateContext } from './rule.ts'
import { findDeclarationType, mayComeLater, parseMode } from './types.ts'

/** V01: the type exists, is offered in that mode, and has what it cannot do without. */
export function checkKind({ document, state, day, law, occasion }: StateContext & OccasionFacts): readonly Issue[] {
  const { type, mode } = document
  if (type === undefined) return [error('declaration.field-missing', 'type', { field: 'type' })]
  const found = findDeclarationType(type)
  if (found === undefined) return [error('declaration.type-unknown', 'type', { type })]
  if (found.modes.length === 0) return [error('declaration.type-not-yet', 'type', { type, name: found.name })]
  const parsed = parseMode(mode)
  if (parsed === undefined) return [error('declaration.mode-unknown', 'mode', { mode: mode ?? '' })]
  const isLone = parsed === 'SUPPLEMENTARY' && occasion !== undefined && occasion !== 'supplement'
  const offered =
    found.modes.includes(parsed) && !isLone ? [] : [error('declaration.mode-not-offered', 'mode', { mode: parsed, type, name: found.name })]
  const isEverywhere = parsed === 'NORMAL' || parsed === 'PRE_ARRIVAL'
  const asked = parsed === 'SUPPLEMENTARY' ? 'SIMPLIFIED' : parsed
  const row =
    parsed === 'REMOVAL' || parsed === 'PERIODIC'
      ? findPeriodicRow(law, state, type, day)
      : law.on(DECLARATION_MODES, state, day).find(each => each.mode === asked && each.types.includes(type))
  const onFile =
    isEverywhere || offered.length > 0 || row !== undefined
      ? []
      : [error('declaration.mode-not-on-file', 'mode', { mode: parsed, type, state, day })]
  const planned = offered.length + onFile.length > 0 ? undefined : planCompletion(document, { state, law, day })
  return [...offered, ...onFile, ...listMissing(document), ...(planned?.ok === false ? planned.issues : [])]
}

/** What a declaration of this type still lacks: the list a declarant works through. Empty for a type that is not offered. */
export function listMissing(document: DeclarationDocument): readonly Issue[] {
  const found = findDeclarationType(document.type)
  if (found === undefined || found.modes.length === 0) return []
  const items = document.goodsItems.flatMap((item, index) => missingOf(item, found.itemRequires, `goodsItems[${index}].`))
  const none = document.goodsItems.length === 0 ? [error('declaration.items-missing', 'goodsItems')] : []
  const required = document.mode === 'OCCASIONAL' ? found.requires.flatMap(ofUnregistered) : found.requires
  const needed = required.filter(field => !mayComeLater(field, document))
  return [...missingOf(document, needed, ''), ...none, ...items]
}

/** Whoever stands on no register is known by name and by a document of identity. */
function ofUnregistered(field: string): readonly string[] {
  if (field !== 'importer.id' && field !== 'exporter.id') return [field]
  return [field.replace('.id', '.name'), 'identityDocument.type', 'identityDocument.id']
}

function missingOf(holder: unknown, required: readonly string[], prefix: string): readonly Issue[] {
  return required.flatMap(each => {
    const names = each.split('|')
    if (names.some(name => fieldOf(holder, name) !== undefined)) return []
    return [error('declaration.field-missing', `${prefix}${names[0]}`, { field: names.join(' or ') })]
  })
}

/** V03: the office is one of this state, and handles this procedure and this mode of transport. */
export function checkOffice({ document, state, day, law }: StateContext): readonly Issue[] {
  const { office: code, type, borderTransport } = document
  if (code === undefined) return []
  const office = findOffice(law, code, day)
  if (office === undefined) return [error('declaration.office-unknown', 'office', { office: code, day })]
  if (office.state !== state) return [error('declaration.office-elsewhere', 'office', { office: code, state })]
  const procedure = findDeclarationType(type)?.procedure
  const mode = borderTransport?.mode
  const modes: readonly string[] = office.modes
  return [
    ...(procedure === undefined || office.procedures.includes(procedure)
      ? []
      : [error('declaration.office-not-for-procedure', 'office', { office: code, procedure })]),
    ...(mode === undefined || modes.includes(mode) ? [] : [error('declaration.office-not-for-mode', 'office', { office: code, mode })]),
  ]
}
