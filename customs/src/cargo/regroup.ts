import { all, at, error, type Issue, map, ok, type Result, stop } from '../kernel/index.ts'
import { type CargoAmount, isNoCargo, NO_CARGO, sumCargo } from './amount.ts'
import { announce, type CargoStanding, performCargo } from './standing.ts'

/** What goes from one transport document to another. */
export interface Regrouped {
  /** Those it goes out of, as they stand after it, in the order they were given. */
  readonly sources: readonly CargoStanding[]
  /** Those it goes into. */
  readonly results: readonly CargoStanding[]
  /** What went from which source to which result, by their places. */
  readonly passed: readonly { readonly from: number; readonly to: number; readonly amount: CargoAmount }[]
}

/** Splits the goods of a document: each part becomes a document of its own, the rest stays. Parts are no more than is left. */
export function splitCargo(source: CargoStanding, parts: readonly CargoAmount[]): Result<Regrouped> {
  const empty = parts.flatMap((part, index): readonly Issue[] => (isNoCargo(part) ? [error('cargo.part-empty', `parts[${index}]`)] : []))
  if (empty.length > 0) return { ok: false, issues: empty }
  const out = performCargo(source, { act: 'pass-on', amount: sumCargo(parts) })
  return map(out, after => ({
    sources: [after],
    results: parts.map(part => receiveIn(source, part)),
    passed: parts.map((amount, to) => ({ from: 0, to, amount })),
  }))
}

/** Joins what is left of several documents into one. They lie at one place and are carried in one way, so that the one says where all of it is. */
export function joinCargo(sources: readonly CargoStanding[]): Result<Regrouped> {
  const [first] = sources
  if (first === undefined || sources.length < 2) return stop(error('cargo.join-of-one', 'documents'))
  const unlike = sources.flatMap((each, index): readonly Issue[] =>
    each.location === first.location && each.cargo === first.cargo ? [] : [error('cargo.join-apart', `documents[${index}]`)],
  )
  const empty = sources.flatMap((each, index): readonly Issue[] =>
    isNoCargo(each.left) ? [error('cargo.part-empty', `documents[${index}]`)] : [],
  )
  if (unlike.length + empty.length > 0) return { ok: false, issues: [...unlike, ...empty] }
  const out = all(sources.map((each, index) => withPath(performCargo(each, { act: 'pass-on', amount: each.left }), `documents[${index}]`)))
  return map(out, after => ({
    sources: after,
    results: [receiveIn(earliest(sources, first), sumCargo(sources.map(each => each.left)))],
    passed: sources.map(({ left }, from) => ({ from, to: 0, amount: left })),
  }))
}

/** A document that goods went into: it is where they are, and its time in storage began when theirs did. */
function receiveIn(source: CargoStanding, amount: CargoAmount): CargoStanding {
  const { cargo, tolerance, arrivedOn, dischargedOn, location, storedOn, unclaimedOn } = source
  const received = performCargo(announce(cargo, NO_CARGO, tolerance), { act: 'receive', amount })
  if (!received.ok) throw new Error('given goods that went out of a document, needs another to receive them')
  return {
    ...received.value,
    ...(arrivedOn === undefined ? {} : { arrivedOn }),
    ...(dischargedOn === undefined ? {} : { dischargedOn }),
    ...(location === undefined ? {} : { location }),
    ...(storedOn === undefined ? {} : { storedOn }),
    ...(unclaimedOn === undefined ? {} : { unclaimedOn }),
  }
}

/** Of several, the one whose days began first: joining goods gains nobody time. */
function earliest(sources: readonly CargoStanding[], first: CargoStanding): CargoStanding {
  const began = ({ storedOn, dischargedOn, arrivedOn }: CargoStanding) => storedOn ?? dischargedOn ?? arrivedOn ?? ''
  return sources.reduce((oldest, each) => (began(each) < began(oldest) ? each : oldest), first)
}

function withPath<T>(result: Result<T>, path: string): Result<T> {
  return result.ok ? ok(result.value) : { ok: false, issues: result.issues.map(issue => at(path, issue)) }
}
