import type { StateRule } from '../declaration/index.ts'
import { listTakings, type ManifestFacts, takesFromManifest } from './match.ts'

/** What the catalogue asks of a declaration whose goods came on a registered manifest. @source domain notes §4.5 */
export const CARGO_RULES: readonly StateRule<ManifestFacts>[] = [
  {
    id: 'V17',
    module: 'cargo',
    codes: [
      'cargo.document-not-on-manifest',
      'cargo.consignee-differs',
      'cargo.packages-exceed-left',
      'cargo.mass-exceeds-left',
      'cargo.amount-missing',
      'cargo.master-not-declared',
      'cargo.document-of-item-missing',
      'cargo.document-refused',
    ],
    severity: 'error',
    about:
      'Where the manifest is registered, the transport document stands in it for the same consignee, and as much of its goods is left.',
    scope: 'state',
    check: ({ document, manifested }) =>
      manifested === undefined || !takesFromManifest(document) ? [] : listTakings(document, manifested).issues,
  },
]
