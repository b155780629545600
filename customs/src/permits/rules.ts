import type { DocumentReference, GoodsItem, Rule, StateContext } from '../declaration/index.ts'
import { at, type Day, error, hint, type Issue, parseCommodityCode, warning } from '../kernel/index.ts'
import { regimeOf } from '../valuation/index.ts'
import { isExempt, isOne } from './answering.ts'
import type { Measure, MeasureDocument } from './law.ts'
import { measuresOf } from './measures.ts'

/** What measures of law ask of a declaration. */
export const PERMITS_RULES: readonly Rule[] = [
  {
    id: 'V38',
    module: 'permits',
    codes: [
      'permits.prohibited',
      'permits.document-missing',
      'permits.document-number-missing',
      'permits.document-not-valid',
      'permits.additional-code-missing',
      'permits.condition-applies',
    ],
    severity: 'error',
    about:
      'Goods are not under a prohibition, and name the permit, licence, certificate or additional code that a measure on file asks for.',
    scope: 'state',
    check: context => checkMeasures(context, kind => kind !== 'control-list'),
  },
  {
    id: 'V39',
    module: 'permits',
    codes: ['permits.document-missing', 'permits.document-number-missing', 'permits.document-not-valid'],
    severity: 'error',
    about: 'Goods of a control list of strategic trade name the document it asks for.',
    scope: 'state',
    check: context => checkMeasures(context, kind => kind === 'control-list'),
  },
]

function checkMeasures({ document, state, day, law }: StateContext, isMeant: (kind: Measure['kind']) => boolean): readonly Issue[] {
  const direction = regimeOf(document.type) === 'export' ? 'export' : 'import'
  return document.goodsItems.flatMap((item, index) => {
    const code = parseCommodityCode(item.commodityCode ?? '')
    if (code === undefined) return []
    const destination = item.destinationCountry ?? document.destinationCountry
    const question = { code, direction, origin: item.originCountry, destination } as const
    return measuresOf({ law, state, day }, question)
      .filter(({ kind }) => isMeant(kind))
      .flatMap(measure => checkItem(measure, item, document.documents, day))
      .map(issue => at(`goodsItems[${index}]`, issue))
  })
}

function checkItem(measure: Measure, item: GoodsItem, ofDeclaration: readonly DocumentReference[], day: Day): readonly Issue[] {
  const say = measure.severity === 'error' ? error : warning
  const { name, direction, authority, id: lawRow } = measure
  const params = { name, code: item.commodityCode ?? '', direction, authority, lawRow }
  switch (measure.kind) {
    case 'prohibition':
      return [say('permits.prohibited', 'commodityCode', { ...params, legalRef: measure.legalRef })]
    case 'additional-code': {
      const { codeType, allowed } = measure
      const isNamed = item.additionalCodes.some(({ type, code }) => type === codeType && (allowed.length === 0 || allowed.includes(code)))
      return isNamed ? [] : [say('permits.additional-code-missing', 'additionalCodes', { ...params, type: codeType })]
    }
    case 'condition':
      if (measure.document === undefined)
        return [hint('permits.condition-applies', 'commodityCode', { ...params, condition: measure.condition })]
      return checkDocument(measure.document, [...item.documents, ...ofDeclaration], day, (code, more) =>
        say(code, 'documents', { ...params, ...more }),
      )
    case 'restriction':
    case 'control-list':
      return checkDocument(measure.document, [...item.documents, ...ofDeclaration], day, (code, more) =>
        say(code, 'documents', { ...params, ...more }),
      )
  }
}

/**
 * Whether one of the documents named is the one that is asked for, with its number and valid on the day, or says by code why it is not needed.
 * `validTo` of a document is its last day.
 */
function checkDocument(
  asked: MeasureDocument,
  named: readonly DocumentReference[],
  day: Day,
  say: (code: string, params: Issue['params']) => Issue,
): readonly Issue[] {
  const document = asked.name
  const meant = named.filter(each => isOne(each, asked))
  if (meant.length === 0) return [say('permits.document-missing', { document })]
  if (meant.some(each => isExempt(each, asked))) return []
  const numbered = meant.filter(({ id }) => id !== undefined)
  if (numbered.length === 0) return [say('permits.document-number-missing', { document })]
  if (numbered.some(each => isValid(each, day))) return []
  const id = numbered.map(each => each.id).join(', ')
  return [say('permits.document-not-valid', { document, id, day })]
}

function isValid({ effectiveOn, validTo }: DocumentReference, day: Day): boolean {
  return (effectiveOn === undefined || effectiveOn <= day) && (validTo === undefined || day <= validTo)
}
