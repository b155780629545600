import { createHash } from 'node:crypto'
import type { Evidence } from '@lintas/customs/classification'

/** What a piece of evidence is known by: the same piece is kept once. */
export function digestOf({ kind, description, code, trader, reference }: Evidence & { readonly reference?: string | undefined }): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, description, code, trader, reference]))
    .digest()
}
