import type { NomenclatureEntry } from '@lintas/contract'
import { findSection } from '@lintas/customs/classification'
import type { Day } from '@lintas/customs/kernel'
import { findLine, formatRate, type Schedule, type TariffLine } from '@lintas/customs/tariff'
import { Problem, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { correlationsOn, lineAnswer, schedulesOf } from '../tariff/index.ts'
import { nomenclature, sections } from './shipped.ts'

/** What stands at a code of any length on a day: of the Harmonized System in our words, of a national line in the schedule's. */
export async function readEntry(node: Node, code: string, on: Day): Promise<NomenclatureEntry> {
  const schedule = await schedulesOf(node).on(on)
  const line = schedule?.findLine(code)
  const entry = nomenclature().find(code)
  if (line === undefined && entry === undefined) throw await explain(node, schedule, code, on)
  const above = nomenclature().listAbove(code)
  const section = findSection(sections(), code)
  return {
    code,
    name: entry?.name ?? above.at(-1)?.name ?? '',
    version: nomenclature().version,
    on,
    ...(section === undefined ? {} : { section: { ...section, chapters: [...section.chapters] } }),
    also: [...(entry?.also ?? [])],
    not: (entry?.not ?? []).map(each => ({ ...each })),
    above: above.map(named),
    below: nomenclature().listBelow(code).map(named),
    ...(schedule === undefined ? {} : { schedule: told(schedule) }),
    lines: code.length === 6 && line === undefined ? (schedule?.listBelow(code) ?? []).map(summarised) : [],
    ...(schedule === undefined || line === undefined ? {} : { line: lineAnswer(schedule, line, on) }),
  }
}

export function named({ code, name }: { readonly code: string; readonly name: string }) {
  return { code, name }
}

function summarised({ code, description, rates: { mfn } }: TariffLine) {
  return { code, description: { ...description }, ...(mfn === undefined ? {} : { mfn: formatRate(mfn) }) }
}

function told({ version: { id, validFrom, source, confidence, sample = false } }: Schedule) {
  return { id, validFrom, source, confidence, sample }
}

/** Why a code is not there: where a schedule knows more of it, what it knows. */
async function explain(node: Node, schedule: Schedule | undefined, code: string, on: Day): Promise<Problem> {
  if (schedule === undefined || code.length < 6) return refuse(404, 'classification.code-unknown', { code })
  const found = findLine(schedule, code, await schedulesOf(node).others(schedule.version.id), await correlationsOn(node, on))
  const isReplaced = !found.ok && found.issues.some(issue => issue.code === 'tariff.code-replaced')
  if (code.length < 8 && !isReplaced) return refuse(404, 'classification.code-unknown', { code })
  return new Problem(404, found.ok ? [] : found.issues)
}
