import { error, type Issue, warning } from '../kernel/index.ts'
import { countTellingWords, readDescription } from './description.ts'
import type { RuleContext, StateContext } from './rule.ts'

/** Words a description needs to tell goods from other goods. */
const WORDS_MIN = 3

/** V18: whoever receives goods that somebody else imports bought them, or somebody named did. */
export function checkConsignee({ document: { consignee, importer, buyer } }: RuleContext): readonly Issue[] {
  if (consignee?.name === undefined || importer?.name === undefined || buyer !== undefined) return []
  if (plain(consignee.name) === plain(importer.name) || (consignee.id !== undefined && consignee.id === importer.id)) return []
  return [warning('declaration.consignee-not-importer', 'consignee.name', { consignee: consignee.name, importer: importer.name })]
}

/** V26: a description that would fit any goods describes none. */
export function checkGenericDescriptions({ document, state }: RuleContext): readonly Issue[] {
  if (state !== undefined) return [] // the state's own rule asks for more
  return document.goodsItems.flatMap(({ description }, index) =>
    description === undefined || countTellingWords(description) > 0
      ? []
      : [warning('declaration.description-generic', `goodsItems[${index}].description`, { description: description.slice(0, 100) })],
  )
}

/** V26: a description tells what the goods are in three words at least that would not fit any goods. */
export function checkDescriptions({ document }: StateContext): readonly Issue[] {
  return document.goodsItems.flatMap(({ description }, index) => {
    if (description === undefined) return []
    const words = countTellingWords(description)
    return words >= WORDS_MIN
      ? []
      : [
          error('declaration.description-vague', `goodsItems[${index}].description`, {
            description: description.slice(0, 100),
            words,
            min: WORDS_MIN,
            ...readDescription(description),
          }),
        ]
  })
}

/** Names as people compare them: neither case nor stops count. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}
