import { readFile } from 'node:fs/promises'
import { Refused } from './refused.ts'

/** The bytes of a file that was named; refused by its name where it cannot be read. */
export async function readBytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(file).catch(failure => unreadable(file, failure)))
}

export async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(failure => unreadable(file, failure))
}

export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text)
  } catch (failure) {
    throw new Refused(`${file} is no JSON: ${failure instanceof Error ? failure.message : 'unknown reason'}`)
  }
}

function unreadable(file: string, failure: NodeJS.ErrnoException): never {
  throw new Refused(`${file} cannot be read: ${failure.code ?? 'unknown reason'}`)
}
