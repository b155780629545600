import type { Evidence } from '@lintas/customs/classification'
import type { Node } from '../platform/node.ts'
import { EXAMPLES_MAX, withTrader } from './classifier.ts'
import { listEvidence, measureEvidence } from './store.ts'

/** What the administration knows of codes, each with the code it has today: for whoever compares. It names traders. */
export async function listKnownCodes({ db }: Node): Promise<readonly Evidence[]> {
  const { through } = await measureEvidence(db)
  return (await listEvidence(db, through, EXAMPLES_MAX)).map(withTrader)
}
