import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { addDays, type Day } from '@lintas/customs/kernel'
import {
  type ConsignmentKey,
  compileProfiles,
  type DaySecret,
  type ImporterHistory,
  type InspectionFigures,
  type Known,
  type ProfileSet,
  type Screening,
} from '@lintas/customs/risk'
import { principalPath } from '@lintas/customs/trust'
import type { Declarations } from '../declarations.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import * as cases from './case-store.ts'
import { type DaySecrets, openDaySecrets } from './day-secrets.ts'
import { computeDrift } from './drift.ts'
import { followPast } from './follow-past.ts'
import { computeBands, followDeclarations, listMatches, openHistory } from './history.ts'
import { type Inspections, openInspections } from './inspections.ts'
import { openScores, type Scores } from './models.ts'
import { openProfileExchange } from './offer-profile.ts'
import { listVersions } from './profile-store.ts'
import { openRegisters } from './registers.ts'
import { registerRoutes } from './routes.ts'
import { openProfiles } from './running-profiles.ts'
import { findBinding } from './screening-store.ts'
import { openIndicatorExchange } from './share-indicator.ts'
import { type Share, takeSharesLeft } from './share-store.ts'
import { TRAIN_JOB, trainModel } from './train-model.ts'

export { openQueue, type Queue } from './queue.ts'
export { recordControl } from './record-control.ts'
export {
  insertScreening,
  isUnbound,
  listControls,
  SCREENING_PARAMETERS,
  screeningValues,
} from './screening-store.ts'
export { SHARE_KEPT, type Share } from './share-store.ts'

/** What the store knows that a screening is taken on; plain JSON, kept with the decision. */
export interface ScreeningGiven {
  /** The consignment, and the day whose secret draws its lot: that of its first lodging. */
  readonly lot: { readonly key: string; readonly day: Day }
  readonly drawnBefore: boolean
  readonly capped: readonly string[]
}

/** What is too large, or too secret, to be kept with a decision. */
export interface ScreeningBooks {
  readonly profiles: ProfileSet
  readonly secret: DaySecret
}

/** Risk as the subject that lodges and amends uses it. */
export interface Risk {
  given(reader: Reader, key: Pick<ConsignmentKey, 'key' | 'transportKey'>, today: Day): Promise<ScreeningGiven>
  /** The same for a consignment that is taken to be new. Whoever writes the lodging checks that it is, by `isUnbound`. */
  givenNew(key: Pick<ConsignmentKey, 'key'>, today: Day): Promise<ScreeningGiven>
  /** Profiles that had their share of the day, as of now. */
  cappedNow(today: Day): Promise<readonly string[]>
  /** The daily shares of profiles that a screening takes one more of. */
  sharesOf(screening: Screening, today: Day): Promise<readonly Share[]>
  /** Takes them for a declaration that was screened again; answers the profiles that had theirs, for which it is decided once more. */
  takeShares(tx: Writer, mrn: string, screening: Screening, today: Day): Promise<readonly string[]>
  /** The profiles of a day, and the secret that draws the lot of a day: two days where the consignment was lodged before. */
  books(today: Day, lotDay: Day): Promise<ScreeningBooks>
  /** What the node has at hand of the trader and the goods, from memory: no question to the database. Parts with nothing in them are left out. */
  atHand(document: DeclarationDocument, principal: string, today: Day): Pick<Given, 'importer' | 'declarant' | 'known'>
  /** The same without the trader, and what of other declarations matches, for a declaration of which this was known before. */
  lookUp(
    reader: Reader,
    mrn: string,
    document: DeclarationDocument,
    { registeredOn, today, before }: { readonly registeredOn: Day; readonly today: Day; readonly before: Given['known'] },
  ): Promise<Pick<Given, 'known'>>
  /** Profiles by `id@version`, as a decision named them, for a replay. */
  profilesOf(asked: readonly string[]): Promise<ProfileSet>
  readonly inspections: Inspections
  readonly secrets: Pick<DaySecrets, 'of'>
  readonly scores: Scores
  /** Takes a declaration that waits for no control any more out of the queue. */
  closeCase(tx: Writer, mrn: string): Promise<void>
}

/** Opens the risk desk of a node: copies the starter profiles, prepares the secrets of the days to come. */
export async function openRisk(node: Node): Promise<Risk> {
  const running = await openProfiles(node)
  const secrets = openDaySecrets(node)
  const [history, registers, inspections, scores] = await Promise.all([
    openHistory(node),
    openRegisters(node),
    openInspections(node),
    openScores(node),
  ])
  await Promise.all([secrets.prepare(), running.on(node.clock.today())])
  openIndicatorExchange(node)
  openProfileExchange(node)
  node.jobs.every('risk-day-secrets', '7 */6 * * *', secrets.prepare)
  node.jobs.every('risk-history', { seconds: 10 }, async () => {
    await followDeclarations(node)
    await followPast(node)
  })
  node.jobs.every('risk-drift', '23 3 * * *', () => computeDrift(node))
  node.jobs.every(TRAIN_JOB, '17 3 * * 0', ({ version }) => trainModel(node, version))
  node.jobs.every('risk-price-bands', '41 2 * * *', () => computeBands(node))

  let prepared: Day | undefined

  /** Reads what the next day needs before it begins, aside from whoever asked for this one. */
  function prepareNext(today: Day): void {
    if (prepared === today) return
    prepared = today
    const next = addDays(today, 1)
    Promise.all([running.on(next), secrets.of(next)]).catch(cause =>
      node.log.warn({ err: cause }, 'the next day could not be prepared yet'),
    )
  }

  return {
    async given(reader, key, today) {
      const binding = await findBinding(reader, key)
      if (binding.day !== undefined) await secrets.recall(reader, binding.day)
      const capped = await running.cappedOn(reader, today)
      return { lot: { key: key.key, day: binding.day ?? today }, drawnBefore: binding.drawnBefore, capped }
    },
    async givenNew(key, today) {
      return { lot: { key: key.key, day: today }, drawnBefore: false, capped: await running.cappedOn(node.db, today) }
    },
    cappedNow: today => running.cappedOn(node.db, today, 'now'),
    sharesOf: running.sharesOf,
    async takeShares(tx, mrn, screening, today) {
      const shares = await running.sharesOf(screening, today)
      return shares.length === 0 ? [] : await takeSharesLeft(tx, mrn, today, shares)
    },
    async books(today, lotDay) {
      const [profiles, secret] = await Promise.all([running.on(today), secrets.of(lotDay)])
      prepareNext(today)
      return { profiles, secret }
    },
    atHand(document, principal, today) {
      const isImport = principalPath(document.type) === 'importer'
      const declarant = inspections.of('declarant', document.declarant?.id)
      return {
        ...(isImport ? { importer: withInspections(history.ofTrader(principal, today), inspections.of('importer', principal)) } : {}),
        ...(declarant === undefined ? {} : { declarant }),
        ...knownOf({ resembling: registers.resembling(document, today), ...history.pricesOf(document), score: scores.of(document, today) }),
      }
    },
    async lookUp(reader, mrn, document, { registeredOn, today, before }) {
      const matches = await listMatches(reader, mrn, document, registeredOn)
      return knownOf({
        resembling: registers.resembling(document, today),
        ...history.pricesOf(document),
        matches,
        score: await scores.ofAgain(reader, mrn, document, registeredOn, before?.score),
      })
    },
    profilesOf: async asked => compileProfiles(await listVersions(node.db, asked)),
    inspections,
    secrets,
    scores,
    closeCase: (tx, mrn) => cases.close(tx, mrn, node.clock.now()),
  }
}

function withInspections(history: ImporterHistory, inspections: InspectionFigures | undefined): ImporterHistory {
  return inspections === undefined ? history : { ...history, inspections }
}

type KnownOrNot = Omit<Known, 'score'> & { readonly score: Known['score'] | undefined }

function knownOf({ resembling = [], prices = [], spreads = [], matches = [], score }: KnownOrNot): Pick<Given, 'known'> {
  if (resembling.length + prices.length + spreads.length + matches.length === 0 && score === undefined) return {}
  return {
    known: {
      ...(resembling.length === 0 ? {} : { resembling }),
      ...(prices.length === 0 ? {} : { prices }),
      ...(spreads.length === 0 ? {} : { spreads }),
      ...(matches.length === 0 ? {} : { matches }),
      ...(score === undefined ? {} : { score }),
    },
  }
}

/** Registers the officers' routes on the desk that was opened; the declarations, which come after risk, are handed in. */
export function register(node: Node, declarations: Declarations, risk: Pick<Risk, 'inspections' | 'secrets' | 'scores'>): void {
  registerRoutes(node, { node, declarations }, risk)
}
