import { LAW_KINDS } from '@lintas/customs/journey'
import { MODE_SAYINGS_ISSUES } from '@lintas/customs/transport-modes'
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

test('every kind of law and everything said of a mode of transport has its words', () => {
  expect(LAW_KINDS.map(each => each.name).filter(name => !Object.hasOwn(en.law.kinds, name))).toEqual([])
  const said = MODE_SAYINGS_ISSUES.map(code => code.slice(code.indexOf('.') + 1))
  expect(said.filter(code => !Object.hasOwn(en.modes.says, code))).toEqual([])
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
