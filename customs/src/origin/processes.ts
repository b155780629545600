/**
 * What never confers origin on a textile by itself, whatever else of this list goes with it. Dyeing or printing counts with finishing only, which
 * the rules themselves say.
 *
 * @source ATIGA Annex 3, Attachment 1, para. 2
 */
export const MERE_PROCESSES: ReadonlySet<string> = new Set([
  'combining',
  'labelling',
  'pressing',
  'cleaning',
  'packing',
  'cutting-to-length',
  'hemming',
  'joining-accessories',
  'bleaching',
  'waterproofing',
  'decating',
  'shrinking',
  'mercerising',
])
