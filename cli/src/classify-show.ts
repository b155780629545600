import type { NomenclatureChapters, NomenclatureEntry } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withNodes } from './with-region.ts'

export function registerShow(classify: Command): void {
  classify
    .command('show')
    .description('What stands at a code as of a day: our words, what is above and below it, the lines and rates of the state’s schedule.')
    .argument('[code]', 'two to twelve digits; without it the sections and chapters')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--on <day>', 'the day; today where it is not given', readDay)
    .option('--json', 'as one JSON object')
    .action(show)
}

interface Choices {
  readonly state: State
  readonly on?: Day
  readonly json?: true
}

async function show(code: string | undefined, { state, on, json }: Choices): Promise<void> {
  await withNodes([state], async region => {
    const node = region.node(state).public
    if (code === undefined) {
      const tree = await node.get<NomenclatureChapters>('/api/v1/nomenclature')
      return console.log(json ? JSON.stringify(tree) : treeLines(tree).join('\n'))
    }
    const entry = await node.get<NomenclatureEntry>(`/api/v1/nomenclature/${code.replace(/[.\s]/g, '')}${queryOf({ on })}`)
    console.log(json ? JSON.stringify(entry) : entryLines(entry).join('\n'))
  })
}

function treeLines({ sections, chapters }: NomenclatureChapters): readonly string[] {
  return sections.flatMap(({ number, name, chapters: [first, last] }) => [
    `${number}  ${name}`,
    ...chapters.filter(({ code }) => first <= code && code <= last).map(each => `  ${each.code}  ${each.name}`),
  ])
}

function entryLines({ code, name, section, above, also, not, below, lines, line, schedule }: NomenclatureEntry): readonly string[] {
  return [
    ...(section === undefined ? [] : [`${section.number}  ${section.name}`]),
    ...above.map(each => `${each.code}  ${each.name}`),
    `${code}  ${line === undefined ? name : Object.values(line.description).join(' / ')}`,
    ...(also.length === 0 ? [] : [`  also: ${also.join(', ')}`]),
    ...not.map(each => `  not ${each.words}: see ${each.code}`),
    ...below.map(each => `  ${each.code}  ${each.name}`),
    ...lines.map(each => `  ${each.code}  MFN ${each.mfn ?? 'not on file'}  ${Object.values(each.description).join(' / ')}`),
    ...Object.entries(line?.words ?? {}).map(([column, rate]) => `  ${column.padEnd(14)} ${rate}`),
    schedule === undefined
      ? 'no schedule on file for that day'
      : `${schedule.id}, from ${schedule.validFrom}, ${schedule.confidence}: ${schedule.source}`,
  ]
}
