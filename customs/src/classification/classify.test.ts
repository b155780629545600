import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  calibrate,
  classify,
  examplesOf,
  type Library,
  learn,
  openMemory,
  openWordSearch,
  readLexicon,
  readNomenclature,
  shareRight,
} from './index.ts'

const root = join(import.meta.dirname, '../../..')
const textsOf = (pattern: string) => globSync(pattern, { cwd: root }).map(file => readFileSync(join(root, file), 'utf8'))
const nomenclature = readNomenclature('HS2022', textsOf('nomenclature/hs2022/*.txt'))
const search = openWordSearch(nomenclature)
const shipped: Library = {
  search,
  lexicons: [readLexicon(textsOf('nomenclature/words/vi-*.txt'))],
  nameOf: code => nomenclature.find(code)?.name ?? '',
}
const codesOf = (description: string, library = shipped) => classify(description, library, 5).candidates.map(each => each.code)

/** Rows of `description,code`, descriptions with commas in quotation marks. */
function rowsOf(text: string): readonly { readonly description: string; readonly code: string }[] {
  return [...text.matchAll(/^(?:"((?:[^"]|"")*)"|([^,\n]*)),(\d{6,8})\r?$/gm)].map(([, quoted, plain, code = '']) => ({
    description: (quoted ?? plain ?? '').replaceAll('""', '"'),
    code,
  }))
}

/** Of which shares of the rows the right code is first, and among five. */
function sharesFound(rows: ReturnType<typeof rowsOf>): { readonly first: number; readonly amongFive: number } {
  const places = rows.map(({ description, code }) => codesOf(description).indexOf(code))
  const share = (is: (place: number) => boolean) => places.filter(is).length / rows.length
  return { first: share(place => place === 0), amongFive: share(place => place >= 0) }
}

test.each([
  ['bamboo toothbrush', '960321'],
  ['tooth brush of bamboo', '960321'],
  ['tothbrush', '960321'],
  ["men's cotton t-shirt", '610910'],
  ['umbrellas', '660199'],
  ['bàn chải đánh răng', '960321'],
  ['ban chai danh rang', '960321'],
])('%s is found as %s', (description, code) => {
  expect(codesOf(description)).toContain(code)
})

test('of everyday goods in a shop’s words the right code is nearly always among five', () => {
  const everyday = rowsOf(readFileSync(join(root, 'vectors/classification/everyday.csv'), 'utf8'))
  expect(everyday.length).toBeGreaterThan(700)
  const { first, amongFive } = sharesFound(everyday)
  expect(amongFive).toBeGreaterThan(0.95)
  expect(first).toBeGreaterThan(0.85)
}, 30_000)

const TERMS = join(root, '../shared/data/classification/en-terms.csv')
test.skipIf(!existsSync(TERMS))(
  'of another administration’s terms half are found first (skipped where they are not at hand)',
  () => {
    const { first, amongFive } = sharesFound(rowsOf(readFileSync(TERMS, 'utf8')))
    expect(first).toBeGreaterThan(0.5)
    expect(amongFive).toBeGreaterThan(0.7)
  },
  30_000,
)

describe('a description that says too little', () => {
  test.each(['various goods', '1 box', 'red small', 'gift set', 'x', '', '12345', '💥'])(
    '%j is vague, and it is said what is missing',
    description => {
      const answer = classify(description, shipped, 5)
      expect([answer.isVague, answer.isAbstained, answer.isSure]).toEqual([true, true, false])
    },
  )

  test('that fits several codes asks for the fact that tells them apart', () => {
    const { needs } = classify('knitted jumper', shipped, 5)
    expect(needs.find(each => each.fact === 'material')?.options).toEqual(expect.arrayContaining(['cotton', 'wool']))
  })
})

test('words alone are never called sure', () => {
  expect(classify('bamboo toothbrush', shipped, 5).isSure).toBe(false)
})

describe('an administration’s memory', () => {
  const goods = [
    ['Bút bi vỏ nhựa', '96081010'],
    ['Ghế gỗ phòng khách', '94016100'],
    ['Đèn bàn LED', '94052190'],
    ['Áo thun cotton nam', '61091010'],
  ] as const
  const examples = Array.from({ length: 200 }, (_, index) => {
    const [words, code] = goods[index % goods.length] ?? ['', '']
    return { description: `${words}, mẫu ${index}, hàng mới 100%`, code, worth: 1 }
  })
  const { memory, trials } = learn(examples, shipped)
  const library: Library = { ...shipped, memory: openMemory(memory) }

  test('answers what it has not seen, says how many are like it, and is sure where the held-out ones were right', () => {
    expect(trials.length).toBe(200)
    const answer = classify('Bút bi vỏ nhựa màu xanh, mẫu 990', library, 3)
    expect(answer.candidates[0]).toMatchObject({
      code: '96081010',
      why: expect.arrayContaining([expect.objectContaining({ kind: 'similar' })]),
    })
    expect(answer.isSure).toBe(memory.calibration.sureFrom !== undefined)
    expect(classify('bamboo toothbrush', library, 3)).toEqual(classify('bamboo toothbrush', shipped, 3))
  })

  test('is the same when learned again', () => {
    const again = learn(examples, shipped)
    expect(again).toEqual({ memory, trials })
  }, 30_000)
})

describe('a memory of few examples', () => {
  const goods = [
    ['Whisky, aged 12 years', '22083000'],
    ['Garlic powder', '07129090'],
    ['Steel bolts', '73181500'],
  ] as const
  const knowing = (many: number): Library => {
    const examples = Array.from({ length: many }, (_, row) => {
      const [words, code] = goods[row % goods.length] ?? goods[0]
      return { description: `${words}, batch ${row}`, code, worth: 1 }
    })
    return { ...shipped, memory: openMemory(learn(examples, shipped).memory) }
  }

  test('of which nothing could be tried leaves the answers of words as they were', () => {
    expect(classify('bamboo toothbrush', knowing(1), 5)).toEqual(classify('bamboo toothbrush', shipped, 5))
    expect(classify('whisky', knowing(19), 1)).toEqual(classify('whisky', shipped, 1))
  })

  test('answers what is like them, and vouches for nothing that is unlike all of them', () => {
    const library = knowing(30)
    const [first] = classify('Whisky, aged 12 years, batch 999', library, 1).candidates
    expect(first?.code).toBe('22083000')
    expect(first?.confidence).toBeGreaterThan(0.9)
    for (const unlike of ['bamboo toothbrush', 'various goods', 'qqzz'])
      expect(classify(unlike, library, 5)).toEqual(classify(unlike, shipped, 5))
  })
})

test('a ruling on like goods is a reason, named by its number, also where too little was taught to be tried; of other evidence no reference is kept', () => {
  const examples = examplesOf([
    { kind: 'ruling', description: 'bamboo toothbrush', code: '96032100', reference: 'R-2026-014' },
    { kind: 'ruling', description: 'whisky, aged', code: '220830' },
    { kind: 'checked', description: 'toothbrush of bamboo', code: '96032100', trader: 'T-1', reference: '26VN1/1' },
  ])
  expect(JSON.stringify(examples)).not.toContain('26VN1')
  const library: Library = { ...shipped, memory: openMemory({ examples, calibration: { steps: [] } }) }
  const reasonsOf = (words: string) =>
    classify(words, library, 5).candidates.map(({ code, why }) => [code, why.find(each => each.kind === 'ruling')])
  expect(reasonsOf('bamboo toothbrush')[0]).toEqual(['960321', { kind: 'ruling', reference: 'R-2026-014', likeness: 1 }])
  expect(
    reasonsOf('bamboo toothbrush')
      .slice(1)
      .every(([, ruling]) => ruling === undefined),
  ).toBe(true)
  expect(reasonsOf('whisky, aged')[0]).toEqual(['220830', { kind: 'ruling', likeness: 1 }])
})

test('what nobody checked teaches little, and no trader teaches a code more than a few times', () => {
  const wrong = Array.from({ length: 1_000 }, (_, row) => ({
    kind: 'declared' as const,
    description: `phone ${row}`,
    code: '95030099',
    trader: 'T-1',
  }))
  const examples = examplesOf([
    ...wrong,
    { kind: 'declared', description: 'phone', code: '95030099' },
    { kind: 'checked', description: 'phone', code: '85171300' },
  ])
  expect(examples.filter(each => each.code === '95030099')).toHaveLength(3)
  const worth = (code: string) => examples.filter(each => each.code === code).reduce((sum, each) => sum + each.worth, 0)
  expect(worth('95030099')).toBeLessThan(worth('85171300'))
})

describe('how sure an answer is', () => {
  test('follows from how often such answers were right, and never falls as the figure grows', () => {
    const tried = Array.from({ length: 400 }, (_, index) => ({ figure: index / 400, isRight: index % 400 > 100 + ((index * 7) % 90) }))
    const calibration = calibrate(tried)
    const shares = Array.from({ length: 21 }, (_, step) => shareRight(calibration, step / 20))
    expect(shares).toEqual(shares.toSorted((one, other) => one - other))
    expect(calibration.sureFrom).toBeGreaterThan(0.2)
    const above = tried.filter(each => each.figure >= (calibration.sureFrom ?? 1))
    expect(above.filter(each => !each.isRight).length / above.length).toBeLessThan(0.05)
  })

  test('is called sure from as many on as would seldom all be right, were one in twenty wrong of all', () => {
    const right = (count: number) =>
      calibrate(Array.from({ length: count }, (_, index) => ({ figure: index / count, isRight: true }))).sureFrom
    expect([right(34), right(37), right(100)]).toEqual([undefined, 0, 0])
    const oneWrong = (count: number) =>
      calibrate(Array.from({ length: count }, (_, index) => ({ figure: 1, isRight: index !== 0 }))).sureFrom
    expect([oneWrong(58), oneWrong(59)]).toEqual([undefined, 1])
  })

  test('is called sure no lower than where nineteen in twenty of such answers are right, though all above are wrong more seldom', () => {
    const tried = Array.from({ length: 1_000 }, (_, index) => ({ figure: index / 1_000, isRight: index >= 900 || index % 10 !== 0 }))
    const { sureFrom } = calibrate(tried)
    expect(sureFrom).toBeGreaterThan(0.85)
    expect(sureFrom).toBeLessThan(0.999)
  })

  test('is never sure where one in ten was wrong', () => {
    expect(
      calibrate(Array.from({ length: 400 }, (_, index) => ({ figure: index / 400, isRight: index % 10 !== 0 }))).sureFrom,
    ).toBeUndefined()
  })
})
