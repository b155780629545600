import { describe, test } from 'vitest'
import type { VectorCase } from './vectors.ts'

/** One test a case, below the file it stands in. */
export function testVectors(cases: readonly VectorCase[]): void {
  for (const [file, own] of Map.groupBy(cases, each => each.file)) {
    const [{ about } = { about: '' }] = own
    describe(about === '' ? file : `${file}: ${about}`, () => {
      for (const { name, replay } of own) test(name, replay)
    })
  }
}
