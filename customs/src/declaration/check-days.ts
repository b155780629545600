import { addDays, daysBetween, error, type Issue, parseDay, warning } from '../kernel/index.ts'
import type { DeclarationDocument, DocumentReference } from './document.ts'
import type { OccasionFacts, RuleContext, StateContext } from './rule.ts'

/** How far ahead the arrival of goods declared before they come, and the departure of an export, may lie. */
const AHEAD_DAYS_MAX = 30
/** A longer voyage is asked about: the slowest liner round the Cape is faster. */
const VOYAGE_DAYS_MAX = 120

interface NamedDay {
  readonly path: string
  readonly day: string
}

/** V06: a day is one of the calendar. */
export function checkCalendarDays({ document }: RuleContext): readonly Issue[] {
  return [...listPastDays(document), ...listTransportDays(document), ...listValidTo(document)]
    .filter(({ day }) => parseDay(day) === undefined)
    .map(({ path, day }) => error('declaration.day-impossible', path, { day }))
}

/** V06: what has happened has not happened in the future, and what is announced is near. */
export function checkFuture({ document, day, saidOn }: StateContext & OccasionFacts): readonly Issue[] {
  const today = saidOn ?? day
  const past = listPastDays(document).filter(({ day }) => day > today)
  const isAnnounced = document.mode === 'PRE_ARRIVAL' || document.type?.startsWith('EX') === true
  const latest = isAnnounced ? addDays(today, AHEAD_DAYS_MAX) : today
  const moved = listTransportDays(document).filter(
    ({ path, day }) => day > latest && !(path === 'arrivalOn' && document.type?.startsWith('EX') === true),
  )
  return [
    ...past.map(({ path, day }) => error('declaration.day-in-future', path, { day, today })),
    ...moved.map(({ path, day }) =>
      isAnnounced
        ? error('declaration.day-too-far-ahead', path, { day, today, days: AHEAD_DAYS_MAX })
        : error('declaration.day-in-future', path, { day, today }),
    ),
  ]
}

/** V47: goods arrive after they leave, and not after a voyage nobody makes. */
export function checkVoyage({ document }: RuleContext): readonly Issue[] {
  const departed = parseDay(document.departedOn ?? '')
  const arrives = parseDay(document.arrivalOn ?? '')
  if (departed === undefined || arrives === undefined) return []
  const days = daysBetween(departed, arrives)
  if (days < 0) return [error('declaration.arrival-before-departure', 'arrivalOn', { departedOn: departed, arrivalOn: arrives })]
  return days > VOYAGE_DAYS_MAX ? [warning('declaration.voyage-long', 'arrivalOn', { days })] : []
}

/** Days of things that were done before the declaration speaks of them. */
function listPastDays(document: DeclarationDocument): readonly NamedDay[] {
  return [
    ...named('acceptedOn', document.acceptedOn),
    ...named('issuedOn', document.issuedOn),
    ...named('invoice.issuedOn', document.invoice?.issuedOn),
    ...ofDocuments('documents', document.documents),
    ...ofDocuments('previousDocuments', document.previousDocuments),
    ...document.goodsItems.flatMap((item, index) => [
      ...named(`goodsItems[${index}].preference.proof.issuedOn`, item.preference?.proof?.issuedOn),
      ...ofDocuments(`goodsItems[${index}].documents`, item.documents),
      ...ofDocuments(`goodsItems[${index}].previousDocuments`, item.previousDocuments),
    ]),
  ]
}

function listTransportDays({ departedOn, arrivalOn }: DeclarationDocument): readonly NamedDay[] {
  return [...named('departedOn', departedOn), ...named('arrivalOn', arrivalOn)]
}

function listValidTo(document: DeclarationDocument): readonly NamedDay[] {
  return [
    ...document.documents.flatMap((each, index) => named(`documents[${index}].validTo`, each.validTo)),
    ...document.goodsItems.flatMap((item, index) => [
      ...named(`goodsItems[${index}].preference.proof.validTo`, item.preference?.proof?.validTo),
      ...item.documents.flatMap((each, place) => named(`goodsItems[${index}].documents[${place}].validTo`, each.validTo)),
    ]),
  ]
}

function ofDocuments(path: string, documents: readonly DocumentReference[]): readonly NamedDay[] {
  return documents.flatMap((each, index) => named(`${path}[${index}].issuedOn`, each.issuedOn))
}

function named(path: string, day: string | undefined): readonly NamedDay[] {
  return day === undefined ? [] : [{ path, day }]
}
