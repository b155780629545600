import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readArchive, type Section, writeArchive } from './archive.ts'

interface Heading {
  readonly kind: string
  readonly name?: string
}

const PORT: readonly Section<Heading>[] = [
  { heading: { kind: 'about' }, data: [] },
  { heading: { kind: 'table', name: 'crate' }, data: [Buffer.from('1\tteak\n'), Buffer.from('2\trattan\n')] },
]

async function pack(sections: readonly Section<Heading>[]): Promise<Buffer> {
  return Buffer.concat(await gather(writeArchive(toAsync(sections))))
}

async function gather(parts: Section<Heading>['data']): Promise<Uint8Array[]> {
  const gathered: Uint8Array[] = []
  for await (const part of parts) gathered.push(part)
  return gathered
}

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

/** Bytes as a disk gives them: in portions that know nothing of the archive's. */
async function unpack(bytes: Buffer, portion = 7): Promise<{ heading: Heading; data: string }[]> {
  const portions = Array.from({ length: Math.ceil(bytes.length / portion) }, (_, index) =>
    bytes.subarray(index * portion, (index + 1) * portion),
  )
  const sections: { heading: Heading; data: string }[] = []
  for await (const { heading, data } of readArchive<Heading>(toAsync(portions))) {
    sections.push({ heading, data: Buffer.concat(await gather(data)).toString('latin1') })
  }
  return sections
}

test('what was written is read again, whatever it is and in whatever portions it comes', async () => {
  const section = fc.record({
    heading: fc.record({ kind: fc.constantFrom('file', 'table'), name: fc.string() }),
    data: fc.array(fc.uint8Array()),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(section), fc.integer({ min: 1, max: 64 }), async (sections, portion) => {
      const read = await unpack(await pack(sections), portion)
      expect(read).toEqual(sections.map(({ heading, data }) => ({ heading, data: Buffer.concat(data).toString('latin1') })))
    }),
  )
})

test('a backup that was cut short, anywhere, is refused', async () => {
  const whole = await pack(PORT)
  for (let length = 0; length < whole.length; length += 1) {
    await expect(unpack(whole.subarray(0, length)), `cut at ${length}`).rejects.toThrow(/ends too early/)
  }
})

test('a backup that goes on after its end is refused', async () => {
  await expect(unpack(Buffer.concat([await pack(PORT), Buffer.from('more')]))).rejects.toThrow(/follows its end/)
})

test('a backup in which one byte was changed, anywhere, is refused', async () => {
  const whole = await pack(PORT)
  for (let at = 0; at < whole.length; at += 1) {
    const altered = Buffer.from(whole)
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
    await expect(unpack(altered), `altered at ${at}`).rejects.toThrow()
  }
})
