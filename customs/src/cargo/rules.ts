import type { StateRule } from '../declaration/index.ts'
import { listTakings, type ManifestFacts, takesFromManifest } from './match.ts'
import { checkPlaces, type PlaceFacts } from './storage-place.ts'
import { checkTimeSensitive, type TimeSensitiveFacts } from './time-sensitive.ts'

/** What the catalogue asks of a declaration whose goods came on a registered manifest. @source domain notes §4.5 */
export const CARGO_RULES: readonly StateRule<ManifestFacts & PlaceFacts & TimeSensitiveFacts>[] = [
  {
    id: 'V04',
    module: 'cargo',
    codes: [
      'cargo.standing-unknown',
      'cargo.standing-of-others',
      'cargo.standing-not-in-force',
      'cargo.standing-kind',
      'cargo.standing-goods',
    ],
    severity: 'error',
    about:
      'Where goods are to be served first, the standing authorisation that is named is there, in force, theirs, and covers kind and goods.',
    scope: 'state',
    check: ({ document, timeSensitive, day }) => checkTimeSensitive(document, timeSensitive, day),
  },
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
      'cargo.return-not-landed',
      'cargo.return-not-there',
    ],
    severity: 'error',
    about:
      'Where the manifest is registered, the transport document stands in it for the same consignee, and as much of its goods is left.',
    scope: 'state',
    check: ({ document, manifested }) =>
      manifested === undefined || !takesFromManifest(document) ? [] : listTakings(document, manifested).issues,
  },
  {
    id: 'V17',
    module: 'cargo',
    codes: ['cargo.place-unknown', 'cargo.place-not-open', 'cargo.place-use', 'cargo.place-kind', 'cargo.places-not-on-file'],
    severity: 'error',
    about:
      'Where the state keeps a register of storage places, those named are on it, and the one goods enter is open, authorised and fit for them.',
    scope: 'state',
    check: ({ document, places }) => checkPlaces(document, places),
  },
]
