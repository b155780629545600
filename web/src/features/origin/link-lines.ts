import type { SupplierDeclaration } from '@lintas/contract'

type Question = Readonly<Record<string, unknown>>

/** A line of the bill that a supplier's declaration may be named for. */
export interface LinkableLine {
  readonly line: string
  readonly code: string
  readonly fitting: readonly SupplierDeclaration[]
}

/** The lines of a question with the declarations that stand and are about goods of the same six digits; lines with none are left out. */
export function listLinkable({ materials }: Question, supplies: readonly SupplierDeclaration[]): readonly LinkableLine[] {
  if (!Array.isArray(materials)) return []
  const usable = supplies.filter(each => ['declared', 'recorded'].includes(each.status) && originFrom(each)?.status !== 'non-originating')
  return materials.flatMap((material: { readonly line?: unknown; readonly code?: unknown }) => {
    const [line, code] = [String(material.line ?? ''), plain(material.code)]
    const fitting = usable.filter(
      each => plain((each.statement?.product as { readonly code?: unknown } | undefined)?.code).slice(0, 6) === code.slice(0, 6),
    )
    return fitting.length === 0 ? [] : [{ line, code, fitting }]
  })
}

/** The question with declarations named in its lines, each claimed as its declaration says. */
export function linkLines(question: Question, chosen: ReadonlyMap<string, SupplierDeclaration>): Question {
  if (!Array.isArray(question.materials)) return question
  const materials = question.materials.map((material: { readonly line?: unknown; readonly origin?: { readonly proof?: unknown } }) => {
    const supply = chosen.get(String(material.line ?? ''))
    const origin = supply === undefined ? undefined : originFrom(supply)
    if (supply === undefined || origin === undefined) return material
    const proof = material.origin?.proof
    const { status, state, rvc } = origin
    const claimed = {
      status,
      state,
      declaration: supply.number,
      ...(rvc === undefined ? {} : { rvc }),
      ...(proof === undefined ? {} : { proof }),
    }
    return { ...material, origin: claimed }
  })
  return { ...question, materials }
}

function originFrom({ statement }: SupplierDeclaration) {
  return statement?.origin as { readonly status: string; readonly state?: string; readonly rvc?: string } | undefined
}

function plain(code: unknown): string {
  return String(code ?? '').replace(/\D/g, '')
}
