import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Issue } from '@lintas/customs/kernel'

/** An issue with the place in the file it was found at, lines and columns counted from 1, where the file tells. */
export interface Problem extends Issue {
  readonly line?: number
  readonly column?: number
}

export const FORMATS = ['wco-dec', 'lintas-json', 'csv', 'unknown'] as const
export type Format = (typeof FORMATS)[number]

/** What was read from one file. The document is absent where the file could not be understood; `problems` then says why. */
export interface Reading {
  readonly format: Format
  /** The version of the data model the message names: `3.6`. */
  readonly version?: string
  readonly document?: DeclarationDocument
  /** How many goods items the file holds, where no document could be made of them. */
  readonly items?: number
  readonly problems: readonly Problem[]
  /** Where in the file the fields of the document stand, as far as the file tells. */
  readonly places: ReadonlyMap<string, Place>
}

export interface Place {
  readonly line: number
  readonly column?: number
}

export function problem(issue: Issue, place?: Place): Problem {
  if (place === undefined) return issue
  return place.column === undefined ? { ...issue, line: place.line } : { ...issue, line: place.line, column: place.column }
}

/** A file that could not be understood at all. */
export function refused(format: Format, ...problems: readonly Problem[]): Reading {
  return { format, problems, places: new Map() }
}

/** Looks up `goodsItems[0].netMassKg`, else `goodsItems[0]`, else `goodsItems`: the nearest place known. */
export function nearestPlace(places: ReadonlyMap<string, Place>, path: string): Place | undefined {
  let outer = path
  while (outer !== '') {
    const place = places.get(outer)
    if (place !== undefined) return place
    outer = outer.slice(0, Math.max(outer.lastIndexOf('.'), outer.lastIndexOf('['), 0))
  }
  return places.get('')
}
