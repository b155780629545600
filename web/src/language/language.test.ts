import { expect, test } from 'vitest'
import en from './en.json' with { type: 'json' }
import th from './th.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

test.each([
  ['Vietnamese', vi],
  ['Thai', th],
])('%s says everything English says, with the same blanks to fill', (_, language) => {
  expect(flatten(language)).toEqual(flatten(en))
})

function flatten(node: object, path = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [
          `${path}${key} ${[...value.matchAll(/\{\{\w+\}\}/g)]
            .map(match => match[0])
            .sort()
            .join(' ')}`,
        ]
      : flatten(value, `${path}${key}.`),
  )
}
