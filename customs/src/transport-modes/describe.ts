import { type LawKind, type LawRow, MODES_BY_NAME, TRANSPORT_MODES, type TransportMode, type TransportName } from '../reference/index.ts'
import { listAdvanceTimes, listStoragePeriods } from './cargo.ts'
import { listCharges, listLimits, listReliefs } from './charges.ts'
import { listDeclared } from './declared.ts'
import { listDeemedCharges } from './deemed-charges.ts'
import { listOffices } from './offices.ts'
import type { ModeContext, ModeProvision, ModeSubject, SubjectReader } from './provision.ts'

const READERS: readonly SubjectReader[] = [
  listAdvanceTimes,
  listDeclared,
  listOffices,
  listStoragePeriods,
  listDeemedCharges,
  listCharges,
  listReliefs,
  listLimits,
]

/** A provision of a mode pack, and for which of the pack's modes it holds. */
export interface PackProvision extends ModeProvision {
  readonly modes: readonly TransportMode[]
}

export interface PackSubject extends Omit<ModeSubject, 'provisions'> {
  readonly provisions: readonly PackProvision[]
}

/** All that depends on the mode of transport in a state, for one mode: land is rail and road, sea is maritime and inland water. */
export interface ModePack {
  readonly mode: TransportName
  readonly modes: readonly TransportMode[]
  readonly subjects: readonly PackSubject[]
}

/**
 * What a state's law and the catalogue of rules say for a mode of transport on a day. It is read from the rows and the tables that decisions are taken
 * by, and from nothing beside them: what no row or rule makes depend on the mode is the same for all.
 *
 * @source RKC General Annex ch. 3; WTO TFA art. 10.7 (common border procedures)
 */
export function describeMode(mode: TransportName, context: ModeContext): ModePack {
  const modes: readonly TransportMode[] = MODES_BY_NAME[mode]
  const subjects = new Map<string, { readonly subject: ModeSubject; readonly provisions: Map<string, PackProvision> }>()
  for (const each of modes) {
    for (const subject of READERS.flatMap(read => read(each, context))) {
      const key = keyOfSubject(subject)
      const known = subjects.get(key) ?? { subject, provisions: new Map<string, PackProvision>() }
      subjects.set(key, known)
      for (const provision of subject.provisions) {
        const same = keyOfProvision(provision)
        known.provisions.set(same, { ...provision, modes: [...(known.provisions.get(same)?.modes ?? []), each] })
      }
    }
  }
  return {
    mode,
    modes,
    subjects: [...subjects.values()].map(({ subject: { subject, about }, provisions }) => ({
      subject,
      about,
      provisions: [...provisions.values()],
    })),
  }
}

/** How many rows in force say the same for every mode, by kind of law; kinds of which no row is in force are left out. */
export function countAlike(
  kinds: readonly LawKind<LawRow>[],
  context: ModeContext,
): readonly { readonly kind: string; readonly rows: number }[] {
  const { state, day, law } = context
  const provisions = TRANSPORT_MODES.flatMap(mode => READERS.flatMap(read => read(mode, context).flatMap(each => each.provisions)))
  const told = new Set(provisions.map(each => each.basis.id))
  return kinds.flatMap(kind => {
    const rows = law.on(kind, state, day).filter(row => !told.has(row.id)).length
    return rows === 0 ? [] : [{ kind: kind.name, rows }]
  })
}

export function keyOfSubject({ subject, about }: Pick<ModeSubject, 'subject' | 'about'>): string {
  return `${subject} ${about}`
}

/** Two provisions with one key say the same, from the same place. */
export function keyOfProvision({ code, params, scope = {}, express, basis }: ModeProvision): string {
  return JSON.stringify([code, params, scope, express === true, basis.id])
}
