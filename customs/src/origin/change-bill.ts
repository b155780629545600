import { error, ok, type Result, stop } from '../kernel/index.ts'
import type { Material, OriginQuestion } from './question.ts'

/** What would be otherwise about one line: bought elsewhere, at another price, of another code. */
export type MaterialChange = Pick<Material, 'line'> & {
  readonly [Key in 'origin' | 'value' | 'code' | 'supplier']?: Material[Key] | undefined
}

/** The same question with some materials changed; a line that is not on the bill is told. */
export function changeBill(question: OriginQuestion, changes: readonly MaterialChange[]): Result<OriginQuestion> {
  const byLine = new Map(changes.map(change => [change.line, change]))
  const found = new Set<string>()
  const change = (material: Material): Material => {
    const wanted = byLine.get(material.line)
    if (wanted !== undefined) found.add(material.line)
    const said = Object.fromEntries(Object.entries(wanted ?? {}).filter(([, value]) => value !== undefined))
    const { parts } = material
    return { ...material, ...said, ...(parts === undefined ? {} : { parts: parts.map(change) }) }
  }
  const materials = question.materials.map(change)
  const unknown = changes.flatMap(({ line }, index) =>
    found.has(line) ? [] : [error('origin.line-unknown', `changes[${index}].line`, { line })],
  )
  return unknown.length > 0 ? stop(...unknown) : ok({ ...question, materials: materials as OriginQuestion['materials'] })
}
