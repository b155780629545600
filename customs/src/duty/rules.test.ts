import { expect, test } from 'vitest'
import { checkInState, declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { DUTY_RULES } from './rules.ts'

const law = projectLaw()

function raised(attributes: Record<string, string>, quantities: { value: string; unit: string }[]): readonly string[] {
  const document = declarationSchema.parse({
    type: 'IM4',
    goodsItems: [{ sequence: 1, commodityCode: '22084000', attributes, quantities }],
  })
  return checkInState(DUTY_RULES, { document, state: 'SG', day: day('2026-02-01'), law }).map(issue => `${issue.code} ${issue.path}`)
}

test('V40: excise goods that say what their tax is worked out from pass', () => {
  expect(raised({ alcoholStrength: '40' }, [{ value: '10', unit: 'LTR' }])).toEqual([])
})

test('V40: excise goods that do not are asked, all at once', () => {
  expect(raised({}, [])).toEqual([
    'duty.quantity-missing goodsItems[0].quantities',
    'duty.attribute-missing goodsItems[0].attributes.alcoholStrength',
  ])
  expect(raised({ alcoholStrength: '400' }, [{ value: '-1', unit: 'LTR' }])).toEqual([
    'duty.attribute-invalid goodsItems[0].attributes.alcoholStrength',
    'duty.quantity-invalid goodsItems[0].quantities[0]',
  ])
})
