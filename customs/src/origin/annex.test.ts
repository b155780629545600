import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { projectRules } from '../testing/origin-vectors.ts'

const TEXTS = fileURLToPath(new URL('../../../../shared/law-texts', import.meta.url))
const annex3 = join(TEXTS, 'atiga_annex3_psr_hs2022.md')
const agreement = join(TEXTS, 'atiga_full_text.md')
const rules = projectRules()
const on = day('2026-11-22')
const find = (code: string) => rules.find({ agreement: 'atiga', code, hsVersion: '2022', on })

/** The rows of the textile lists as the text prints them: list, number, code. */
function readLists(): readonly string[] {
  let list = ''
  return readFileSync(annex3, 'utf8')
    .split('\n')
    .flatMap(line => {
      list = /^\*\*([ABC])\.\*\*/.exec(line)?.[1] ?? list
      const [, number = '', , code = ''] = line.split('|').map(cell => cell.replaceAll('<br>', '').replaceAll('*', '').trim())
      return /^\d+$/.test(number) ? [`${list} ${number} ${code.replace(/\D/g, '')}${code.startsWith('ex') ? ' in part' : ''}`] : []
    })
}

test.skipIf(!existsSync(annex3))('every row of the textile lists stands in our rules with its code, and no other', () => {
  const printed = readLists()
  expect(printed).toHaveLength(805)
  const ours = printed.map(row => {
    const [list = '', number = '', code = ''] = row.split(' ')
    const found = find(code)
    const own = found.kind === 'product' ? found.found.find(each => each.row.ref === `${list} ${number}`) : undefined
    return own === undefined ? 'missing' : `${own.row.ref} ${own.row.code}${isInPart(own.row) ? ' in part' : ''}`
  })
  expect(ours).toEqual(printed)
  expect(rules.cover('atiga', on).reduce((count, { rows }) => count + rows, 0)).toBe(805)
})

/** The one code of eight digits is no part of a code, though who asks says that the good is meant. */
function isInPart({ ex, code }: { readonly ex?: string; readonly code: string }): boolean {
  return ex !== undefined && code.length === 6
}

test.skipIf(!existsSync(agreement))('every code of Annex 4 is on the list of information technology products', () => {
  const text = readFileSync(agreement, 'utf8')
  const from = text.indexOf('**ITA Products in AHTN 2007**')
  const printed = [...text.slice(from, text.indexOf('**ANNEX 5**', from)).matchAll(/\|[^|]*\|[\s~]*(?:<br>)?[\s~]*(\d{4}\.\d\d\.\d\d)/g)]
  expect(printed).toHaveLength(411)
  expect(new Set(printed.map(match => (match[1] ?? '').replaceAll('.', '')))).toEqual(rules.itaProducts)
})

test('the chapters without any product rule are told by name, and the textile ones are held in part', () => {
  const covered = rules.cover('atiga', on)
  expect(covered).toHaveLength(96)
  const some = covered.filter(each => each.coverage === 'some').map(each => each.chapter)
  expect(some).toEqual('30 39 42 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 70 87 88 91 94 95 96'.split(' '))
  expect(covered.filter(each => each.coverage === 'whole')).toEqual([])
})

test('a code that is in two lists has the rules of both, and one of eight digits is not another of its six', () => {
  const [both, dolls, toys] = ['300610', '95030022', '95030021'].map(find)
  expect(both?.kind === 'product' && both.found.map(each => each.row.ref)).toEqual(['B 1', 'C 2'])
  expect(dolls?.kind).toBe('product')
  expect(toys?.kind).toBe('not-loaded')
})

test('a sheet whose text names no first day says that its day is assumed', () => {
  expect(rules.sheets.map(({ validFrom, confidence }) => [validFrom, confidence])).toEqual([['2022-01-01', 'assumed']])
})

test('rules are of their edition of the Harmonized System and of their days', () => {
  expect(rules.find({ agreement: 'atiga', code: '610910', hsVersion: '2017', on }).kind).toBe('not-loaded')
  expect(rules.find({ agreement: 'atiga', code: '610910', hsVersion: '2022', on: day('2021-12-31') }).kind).toBe('not-loaded')
  expect(rules.find({ agreement: 'rcep', code: '610910', hsVersion: '2022', on }).kind).toBe('not-loaded')
})
