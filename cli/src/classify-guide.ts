import { createInterface } from 'node:readline/promises'
import type { ClassificationPath, GuidedAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function registerGuide(classify: Command): void {
  classify
    .command('guide')
    .description('Find a code by answering at most seven questions; a question may be left open. Never an advance ruling.')
    .argument('<description...>', 'what the goods are, as an invoice would say')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--on <day>', 'the day of the schedule; today where it is not given', readDay)
    .option('--keep', 'keep questions, answers and result under a number, to be named as evidence')
    .option('--json', 'the result as one JSON object')
    .action(guide)
}

interface Choices {
  readonly state: State
  readonly on?: Day
  readonly keep?: true
  readonly json?: true
}

/** Questions go to the error stream, so that the result alone is on the output. */
async function guide(words: readonly string[], { state, on, keep, json }: Choices): Promise<void> {
  const input = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const lines = input[Symbol.asyncIterator]()
  await withRegion(async region => {
    const node = region.node(state).public
    const body = { description: words.join(' '), ...(on === undefined ? {} : { on }) }
    const answers: { readonly question: string; readonly choice: string }[] = []
    let guided = await node.post<GuidedAnswer>('/api/v1/classifications/guided', { ...body, answers })
    while (guided.next !== undefined) {
      console.error(questionLines(guided, guided.next).join('\n'))
      const { value = '' } = await lines.next()
      answers.push({ question: guided.next.question, choice: choiceFor(String(value), guided.next) })
      guided = await node.post<GuidedAnswer>('/api/v1/classifications/guided', { ...body, answers })
    }
    const kept = keep ? await node.post<ClassificationPath>('/api/v1/classification-paths', { ...body, answers }) : undefined
    if (json) return console.log(JSON.stringify(kept ?? guided))
    console.log(resultLines(guided).join('\n'))
    if (kept !== undefined) console.log(`kept as ${kept.id}; name it on the goods item as a document of the type code-path`)
  })
  input.close()
}

type Next = NonNullable<GuidedAnswer['next']>

function questionLines({ path, most, remaining }: GuidedAnswer, { text, choices, none }: Next): readonly string[] {
  return [
    `${path.length + 1} of at most ${most}; ${remaining} codes are possible. ${text}`,
    ...choices.map(({ words, code }, index) => `  ${index + 1}  ${code === undefined ? '' : `${code}  `}${words}`),
    ...(none === undefined ? [] : ['  0  none of these']),
    '  ?  I do not know',
  ]
}

/** Whatever is no number of a choice is not knowing. */
function choiceFor(typed: string, { choices, none }: Next): string {
  const text = typed.trim()
  if (text === '0' && none !== undefined) return none
  return (/^\d+$/.test(text) ? choices[Number(text) - 1]?.choice : undefined) ?? '?'
}

function resultLines({ candidates, remaining, unique }: GuidedAnswer): readonly string[] {
  if (remaining === 0) return ['No code fits all answers. Ask again and leave one open.']
  return [
    unique ? 'One code is left:' : `${remaining} codes are left; the likeliest:`,
    ...candidates.map(
      ({ code, name, line }) => `  ${code.padEnd(8)}  ${name}${line === undefined ? '' : ` – ${Object.values(line).join(' / ')}`}`,
    ),
  ]
}
