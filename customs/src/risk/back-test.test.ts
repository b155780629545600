import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { type Currency, day } from '../kernel/index.ts'
import { beginBackTest, compileExpression, type Outcome, type PastDeclaration } from './index.ts'

const VND = 'VND' as Currency

function question(text: string) {
  const compiled = compileExpression(text)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}

function past(mrn: string, code: string, more: Partial<PastDeclaration> = {}): PastDeclaration {
  const document = declarationSchema.parse({ goodsItems: [{ sequence: 1, commodityCode: code, netMassKg: '0' }] })
  return { mrn, document, figures: { currency: VND, items: [{}] }, facts: {}, picked: [], drawn: false, ...more }
}

test('a question is asked of the past: how many hits a day, what was found among them, and who else picked them', () => {
  const testing = beginBackTest(question('item.heading == "2208"'))
  const asked = [
    past('A', '22083000', { outcome: 'discrepancy', picked: ['liquor'] }),
    past('B', '22083000', { outcome: 'clean', drawn: true }),
    past('C', '22083000'),
    past('D', '61091010', { outcome: 'discrepancy', drawn: true }),
    past('E', '61091010', { picked: ['liquor'] }),
  ]
  for (const each of asked) testing.tell(each)
  expect(testing.result(day('2026-03-01'), day('2026-03-11'))).toEqual({
    asked: 5,
    days: 10,
    hits: 3,
    hitsPerDay: '0.30',
    inspected: expect.objectContaining({ inspected: 2, found: 1, rate: '0.500' }),
    drawn: expect.objectContaining({ inspected: 1, found: 0 }),
    control: expect.objectContaining({ inspected: 2, found: 1 }),
    overlap: [{ profile: 'liquor', both: 1 }],
    alone: 2,
    failed: 0,
    examples: ['A', 'B', 'C'],
  })
})

test('a question that fails says on how many, and is no hit there', () => {
  const testing = beginBackTest(question('has(item.netMassKg) && 100 / item.netMassKg > 5'))
  testing.tell(past('A', '22083000'))
  expect(testing.result(day('2026-03-01'), day('2026-03-02'))).toMatchObject({ hits: 0, failed: 1, problem: expect.any(String) })
})

test('whatever the past was, no part is larger than its whole', () => {
  const outcome = fc.option(fc.constantFrom<Outcome>('clean', 'minor', 'discrepancy'), { nil: undefined })
  const one = fc.record({ hit: fc.boolean(), outcome, drawn: fc.boolean(), picked: fc.subarray(['a', 'b']) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), many => {
      const testing = beginBackTest(question('item.heading == "2208"'))
      for (const [index, { hit, ...more }] of many.entries()) testing.tell(past(String(index), hit ? '22083000' : '61091010', more))
      const { asked, hits, alone, inspected, drawn, control, overlap } = testing.result(day('2026-03-01'), day('2026-03-02'))
      expect([asked, hits]).toEqual([many.length, many.filter(each => each.hit).length])
      expect(alone + Math.max(0, ...overlap.map(each => each.both))).toBeLessThanOrEqual(hits)
      expect(drawn.inspected).toBeLessThanOrEqual(Math.min(inspected.inspected, control.inspected))
    }),
    { numRuns: 40 },
  )
})
