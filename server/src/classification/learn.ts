import type { ClassificationMemory } from '@lintas/contract'
import { examplesOf, type Memory, type Trial } from '@lintas/customs/classification'
import type { Node } from '../platform/node.ts'
import { scheduleOn } from '../tariff/index.ts'
import { openApart } from './apart.ts'
import { EXAMPLES_MAX, withTrader } from './classifier.ts'
import { packModel } from './model-file.ts'
import { insertMemory, isOutdated, listEvidence, measureEvidence } from './store.ts'

/** The job of learning from evidence, sent with it. */
export const LEARN_JOB = 'classification-learn'

const THREAD_MEMORY_MB = 4_096

/** Learns from all evidence there is, in a thread of its own; nothing is done where none came or was taken back since. */
export async function learnAnew(node: Node): Promise<void> {
  if (!(await isOutdated(node.db))) return
  const extent = await measureEvidence(node.db)
  const { through } = extent
  const examples = examplesOf((await listEvidence(node.db, through, EXAMPLES_MAX)).map(withTrader))
  const schedule = await scheduleOn(node, node.clock.today())
  const lines = (schedule?.lines ?? []).map(({ code, description }) => ({ code, description }))
  const thread = openApart(THREAD_MEMORY_MB)
  try {
    const { memory, trials } = await thread.ask({ ask: 'learn', lines, examples })
    const at = node.clock.now()
    const report = reportOf(memory, trials, at)
    const model = await packModel(memory)
    await node.db.transaction(async tx => {
      await insertMemory(tx, extent, report, model, at)
      const facts = { examples: report.examples, codes: report.codes, tried: report.tried }
      await node.events.append(tx, [{ subject: 'classification', subjectId: through, act: 'learn', by: 'system', facts }])
    })
  } finally {
    await thread.stop()
  }
}

/** How often what was not learned was answered rightly, all in all and by chapter; the wrong ones that were called sure first. */
function reportOf({ examples, calibration }: Memory, trials: readonly Trial[], at: Date): ClassificationMemory {
  const sure = trials.filter(({ figure }) => calibration.sureFrom !== undefined && figure >= calibration.sureFrom)
  const chapters = Map.groupBy(trials, ({ code }) => code.slice(0, 2))
  const learned = {
    learnedAt: at.toISOString(),
    examples: examples.length,
    codes: new Set(examples.map(({ code }) => code)).size,
    tried: trials.length,
  }
  if (trials.length === 0) return { ...learned, chapters: [] }
  return {
    ...learned,
    ...(sure.length === 0 ? {} : { wrongOfSure: share(sure, each => !isFirst(each)) }),
    sureShare: sure.length / trials.length,
    first: share(trials, isFirst),
    amongFive: share(trials, isAmongFive),
    chapters: [...chapters]
      .map(([chapter, of]) => ({ chapter, tried: of.length, first: share(of, isFirst), amongFive: share(of, isAmongFive) }))
      .sort((one, other) => (one.chapter < other.chapter ? -1 : 1)),
  }
}

function isFirst({ code, offered }: Trial): boolean {
  return offered[0] === code
}

function isAmongFive({ code, offered }: Trial): boolean {
  return offered.slice(0, 5).includes(code)
}

function share(trials: readonly Trial[], is: (trial: Trial) => boolean): number {
  return Math.round((1000 * trials.filter(is).length) / trials.length) / 1000
}
