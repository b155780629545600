import { type Classified, examplesOf } from '@lintas/customs/classification'
import type { TariffLine } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { scheduleOn } from '../tariff/index.ts'
import { openApart } from './apart.ts'
import { unpackModel } from './model-file.ts'
import { findMemory, findModel, listEvidence } from './store.ts'

/** The newest evidence that is learned from. */
export const EXAMPLES_MAX = 100_000
const THREAD_MEMORY_MB = 2_048

/** One thread classifies for all nodes of a process; it starts when somebody first asks. */
const opened = new Map<string, Promise<string>>()
const thread = openApart(THREAD_MEMORY_MB, () => opened.clear())

/** Answers descriptions: with the lines of the state's schedule and what its administration taught, or with the six digits and the words we ship alone. */
export interface Classifier {
  classify(descriptions: readonly string[], top: number, scope: 'national' | 'harmonized'): Promise<readonly Classified[]>
  /** Reads anew what was learned, when it is next asked. */
  refresh(): void
  findLine(code: string): Promise<TariffLine | undefined>
}

export function openClassifier(node: Node): Classifier {
  let memory: ReturnType<typeof findMemory> | undefined

  /** Hands the thread the schedule and the memory of today, once; answers what they are called. */
  async function open(): Promise<string> {
    const schedule = await scheduleOn(node, node.clock.today())
    memory ??= findMemory(node.db).catch(cause => {
      memory = undefined
      throw cause
    })
    const learned = await memory
    const key = `${node.state}/${schedule?.version.id ?? 'none'}/${learned?.id ?? 'none'}`
    const known = opened.get(key)
    if (known !== undefined) return await known
    const opening = (async () => {
      const packed = learned === undefined ? undefined : await findModel(node.db, learned.id)
      const examples =
        packed === undefined ? [] : examplesOf((await listEvidence(node.db, learned?.through ?? '0', EXAMPLES_MAX)).map(withTrader))
      const lines = (schedule?.lines ?? []).map(({ code, description }) => ({ code, description }))
      await thread.ask({ ask: 'open', key, lines, ...(packed === undefined ? {} : { memory: await unpackModel(packed, examples) }) })
      return key
    })()
    opened.set(key, opening)
    opening.catch(() => opened.delete(key))
    return await opening
  }

  return {
    async classify(descriptions, top, scope) {
      for (;;) {
        const key = scope === 'harmonized' ? undefined : await open()
        const answers = await thread.ask({ ask: 'classify', descriptions, top, ...(key === undefined ? {} : { key }) })
        if (answers !== undefined) return answers
        opened.delete(key ?? '')
      }
    },
    refresh() {
      memory = undefined
    },
    async findLine(code) {
      return (await scheduleOn(node, node.clock.today()))?.findLine(code)
    },
  }
}

export function withTrader<Row extends { readonly trader: string | null }>(
  row: Row,
): Omit<Row, 'trader'> & { readonly trader: string | undefined } {
  return { ...row, trader: row.trader ?? undefined }
}
