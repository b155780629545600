import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter(line => /^\| [STRIDE] \|/.test(line))
  .map(line => {
    const [, , threat = '', control = '', shown = ''] = line
      .split(' | ')
      .flatMap((cell, index) => (index === 0 ? ['', cell.slice(2)] : [cell]))
    return { threat, control, shown }
  })

test('the map of threats has rows, and no control without a file or proof without a test', () => {
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter(({ control }) => filesIn(control).length === 0).map(({ threat }) => threat)).toEqual([])
  expect(
    rows
      .filter(({ shown }) => !filesIn(shown).some(file => file.includes('.test.ts') || file.startsWith('vectors/')))
      .map(({ threat }) => threat),
  ).toEqual([])
})

test('every file the map names is there', () => {
  const files = rows.flatMap(({ control, shown }) => [...filesIn(control), ...filesIn(shown)])
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([])
})

test('every test the map names is in the file it names', () => {
  const missing = rows.flatMap(({ shown }) =>
    testsIn(shown).filter(({ file, name }) => !readFileSync(join(root, file), 'utf8').includes(name)),
  )
  expect(missing).toEqual([])
  expect(rows.flatMap(({ shown }) => testsIn(shown)).length).toBeGreaterThan(30)
})

/** Paths between backticks. */
function filesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([a-z]+\/[\w./-]+\.\w+)`/g)].flatMap(([, path]) => path ?? [])
}

/** Names in quotes, each with the last file named before it. */
function testsIn(cell: string): readonly { readonly file: string; readonly name: string }[] {
  let file = ''
  return [...cell.matchAll(/`([a-z]+\/[\w./-]+\.test\.ts)`|"([^"]+)"/g)].flatMap(([, path, name]) => {
    file = path ?? file
    return name === undefined ? [] : [{ file, name }]
  })
}
