import { documentKey, meansKey } from '@lintas/customs/cargo'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { claimedQuotas } from '@lintas/customs/duty'

/** How many means of transport are kept in mind. */
const KEPT_MAX = 1_000

/** What a process keeps in mind of manifests, so that lodgings neither decide twice nor wait with a connection in hand. */
export interface Journeys {
  /** Whether goods of its means of transport were lately found on a manifest: it is then compared at once. */
  has(document: DeclarationDocument): boolean
  remember(document: DeclarationDocument): void
  /**
   * Does the work of one lodging after that of the others on the same transport document, and of those that draw on the same authorisation or quota. The database
   * would let them wait, too, each with a connection that others need; what keeps two processes apart is the database.
   */
  inTurn<Done>(document: DeclarationDocument, work: () => Promise<Done>): Promise<Done>
}

export function openJourneys(): Journeys {
  const kept = new Set<string>()
  const waiting = new Map<string, Promise<void>>()
  const keyOf = ({ borderTransport = {} }: DeclarationDocument) => meansKey(borderTransport)
  return {
    has(document) {
      const key = keyOf(document)
      return key !== undefined && kept.has(key)
    },
    remember(document) {
      const key = keyOf(document)
      if (key === undefined) return
      if (kept.size >= KEPT_MAX) kept.clear()
      kept.add(key)
    },
    async inTurn(document, work) {
      const [first] = document.transportDocuments
      const ofDocument = first === undefined ? work : () => after(`document ${documentKey(first.id)}`, work)
      const ofQuotas = claimedQuotas(document).reduceRight<typeof work>((next, order) => () => after(`quota ${order}`, next), ofDocument)
      const { type = '', authorisation } = document
      return await (authorisation !== undefined && DRAWING.has(type) ? after(`authorisation ${authorisation}`, ofQuotas) : ofQuotas())
    },
  }

  async function after<Done>(key: string, work: () => Promise<Done>): Promise<Done> {
    const done = (waiting.get(key) ?? Promise.resolve()).then(work)
    const ended = done.then(
      () => {},
      () => {},
    )
    waiting.set(key, ended)
    try {
      return await done
    } finally {
      if (waiting.get(key) === ended) waiting.delete(key)
    }
  }
}

/** Types of declaration that draw on what an authorisation holds: its list, or its stock. */
const DRAWING: ReadonlySet<string> = new Set(['IM4', 'IM6', 'EX3'])
