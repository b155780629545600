import { expect, test } from 'vitest'
import { readAnswers, writeAnswers } from './given-answers.ts'

test('answers stand in an address and are read again', () => {
  const answers = [
    { question: 'heading', choice: '!6109.6110' },
    { question: 'for-whom', choice: "men's" },
    { question: 'below@6109', choice: '?' },
  ]
  expect(readAnswers(writeAnswers(answers))).toEqual(answers)
  expect(readAnswers(undefined)).toEqual([])
  expect(readAnswers('no answer*~*x~')).toEqual([])
})
