import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

test.each([
  ["Men's Cotton T-Shirts", ['man', 'cotton', 'tshirt']],
  ['Knives of stainless steel, 12 pcs', ['knife', 'stainless', 'steel']],
  ['Café crème 250g', ['cafe', 'creme']],
  ['bàn chải đánh răng', ['ban', 'chai', 'danh', 'rang']],
  ['แปรงสีฟันไม้ไผ่', ['แปรงสีฟัน', 'ไม้ไผ่']],
  ['ABC-1234 XJ9 1200x800mm', ['abc']],
  ['', []],
])('%j has the words %j', (text, stems) => {
  expect(wordsOf(text).map(each => each.stem)).toEqual(stems.map(stem => wordsOf(stem)[0]?.stem ?? stem))
})

test('what goods are for, made of or come with says less than what they are', () => {
  expect(wordsOf('cover for telephone, with strap').map(each => each.weight)).toEqual([1, 0.6, 0.6])
})
