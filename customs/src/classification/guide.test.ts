import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedText, shippedTexts } from '../testing/shipped-nomenclature.ts'
import {
  allows,
  type GuideAnswer,
  type GuideTree,
  guide,
  openFacts,
  openWordSearch,
  QUESTIONS_MAX,
  readNomenclature,
  readSections,
} from './index.ts'

const nomenclature = readNomenclature('HS2022', shippedTexts('hs2022/*.txt'))
const LINES = ['61091010', '61091020', '96032100'].map(code => ({ code, description: { en: code } }))
const tree: GuideTree = {
  nomenclature,
  sections: readSections(shippedText('sections.txt')),
  facts: openFacts(nomenclature),
  listLines: subheading => LINES.filter(({ code }) => code.startsWith(subheading)),
}
const search = openWordSearch(nomenclature)

function startOf(description: string) {
  return search.find(description, 30).found.map(({ code, score }) => ({ code, likelihood: score ** 4 }))
}

/** Answers with what the goods are, as far as it is among the choices. */
function walk(description: string, choose: (choices: readonly string[], question: string) => string) {
  const start = startOf(description)
  const answers: GuideAnswer[] = []
  for (;;) {
    const { next, candidates } = guide(description, start, answers, tree)
    if (next === undefined) return { answers, candidates }
    const choices = [...next.choices.map(({ choice }) => choice), ...(next.none === undefined ? [] : [next.none])]
    answers.push({ question: next.question, choice: choose(choices, next.question) })
  }
}

/** Chooses where a code stands; a fact that the description does not tell is not known. */
function towards(code: string) {
  return (choices: readonly string[], question: string) => {
    if (/^[a-z-]+$/.test(choices[0] ?? '')) return '?'
    const right = (choice: string) => choice.length > 0 && allows({ question, choice }, code, tree)
    return choices.find(right) ?? '?'
  }
}

describe('the guide', () => {
  test.each([
    ['T-shirt', '61091020'],
    ['bamboo toothbrush', '96032100'],
    ['umbrella', '660199'],
    ['something nobody has a word for', '850440'],
  ])('leads %s to %s where every question about its place is answered rightly', (description, code) => {
    const { answers, candidates } = walk(description, towards(code))
    expect(candidates.map(each => each.code)).toEqual([code])
    expect(answers.length).toBeLessThanOrEqual(QUESTIONS_MAX)
  })

  test('whatever is answered, it ends within seven questions, asks nothing twice, and leaves only what the answers leave', () => {
    const descriptions = ['T-shirt', 'knife', 'frozen fish', 'plastic box', '', 'motor', 'zzz']
    const picks = fc.array(fc.nat(30), { minLength: QUESTIONS_MAX, maxLength: QUESTIONS_MAX })
    fc.assert(
      fc.property(fc.constantFrom(...descriptions), picks, (description, pick) => {
        let turn = 0
        const { answers, candidates } = walk(description, choices => [...choices, '?'][(pick[turn++] ?? 0) % (choices.length + 1)] ?? '?')
        expect(answers.length).toBeLessThanOrEqual(QUESTIONS_MAX)
        expect(new Set(answers.map(({ question }) => question)).size).toBe(answers.length)
        for (const { code } of candidates.slice(0, 50)) expect(answers.filter(answer => !allows(answer, code, tree))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('each answer leaves no more than there was, and not to know leaves everything', () => {
    const start = startOf('shirt')
    const first = guide('shirt', start, [], tree)
    const question = first.next?.question ?? ''
    const left = (choice: string) => guide('shirt', start, [{ question, choice }], tree)
    expect(left('?').candidates).toEqual(first.candidates)
    expect(left('?').next?.question).not.toBe(question)
    for (const { choice, leaves } of first.next?.choices ?? []) {
      expect(leaves).toBeLessThan(first.candidates.length)
      expect(left(choice).candidates.length).toBeGreaterThan(0)
    }
  })

  test('an answer about what goods are made of leaves out what names another material, and keeps what names none', () => {
    const of = (material: string) => (code: string) => allows({ question: 'material', choice: material }, code, tree)
    expect(['610910', '610990', '610342', '610343'].filter(of('cotton'))).toEqual(['610910', '610342'])
    expect(['610910', '610990', '610343'].filter(of('polyester'))).toEqual(['610990', '610343'])
    expect(of('cotton')('851762')).toBe(true)
  })

  test('an option that hardly any likely code names is not offered', () => {
    let offered: readonly string[] = []
    walk('T-shirt', (choices, question) => {
      if (question === 'material') offered = choices
      return '?'
    })
    expect(offered).toEqual(expect.arrayContaining(['cotton', 'wool']))
    expect(offered).not.toContain('steel')
    expect(offered).not.toContain('paper')
  })

  test('what the description tells is not asked', () => {
    expect(walk('cotton T-shirt', () => '?').answers.map(({ question }) => question)).not.toContain('material')
  })
})
