import type { Node } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import type { Queue } from '../risk/index.ts'
import type { FileDesk } from './add.ts'
import { remind } from './remind.ts'
import { registerRoutes } from './routes.ts'

export { sideOf } from './add.ts'
export { keepFile } from './keep-file.ts'
export { attachment } from './routes.ts'
export { findDocument, readContent } from './store.ts'

/** What the documents of one declaration may come to, where nobody said otherwise. */
const QUOTA_BYTES = 100_000_000

/** Registers the documents of declarations, and the daily look at what is due. The declarations and the officers' queue are handed in. */
export function register(node: Node, declarations: VisibleDeclarations, queue: Queue): void {
  const desk: FileDesk = { node, declarations, queue, quotaBytes: node.documentQuotaBytes ?? QUOTA_BYTES }
  registerRoutes(desk)
  node.jobs.every('documents-remind', '5 6 * * *', async () => {
    await remind(node)
  })
}
