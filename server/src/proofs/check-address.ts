import type { Node } from '../platform/node.ts'

/** The page on which anyone checks a proof, with its number filled in: what the picture on a proof holds. */
export function checkAddress({ baseUrl }: Pick<Node, 'baseUrl'>, number: string): string {
  return `${baseUrl}/proofs/check?number=${encodeURIComponent(number)}`
}
