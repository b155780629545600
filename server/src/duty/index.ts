import type { Node } from '../platform/node.ts'
import { registerRoutes } from './routes.ts'

export { booksOn } from './books.ts'
export { checkQuestion } from './check-question.ts'
export { sayIssues } from './what-if.ts'

/** Gives a node its answers to what goods would be charged. */
export function register(node: Node): void {
  registerRoutes(node)
}
