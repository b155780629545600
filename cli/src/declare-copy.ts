import type { BegunDraft, TemplateAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

/** `declare copy`, `declare return` and `declare template`: new drafts from what was declared before. */
export function registerCopies(declare: Command): void {
  declare
    .command('copy')
    .description('Begin a draft from a declaration of your own, and tell what was carried over and what is to be filled in.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .addOption(asOption())
    .option('--json', 'print the draft as JSON')
    .action(copy)

  declare
    .command('return')
    .description('Begin the re-export of imported goods, or the re-import of exported ones: a draft with as much of them as is left.')
    .argument('<mrn>', 'the number of the released declaration', readNumbered)
    .addOption(asOption())
    .option('--json', 'print the draft as JSON')
    .action(giveBack)

  const template = declare.command('template').description('Declarations kept to begin others from.')
  template
    .command('save')
    .argument('<name>')
    .argument('<mrn>', 'the declaration to keep', readNumbered)
    .addOption(asOption())
    .option('--json', 'print the template as JSON')
    .description('Keep a declaration as a template; one of the same name is replaced.')
    .action(save)
  template
    .command('list')
    .requiredOption('--state <state>', 'the member state', readState)
    .addOption(asOption())
    .option('--json', 'one JSON object a template')
    .description('List the templates of the organisation.')
    .action(list)
  template
    .command('use')
    .argument('<name>')
    .requiredOption('--state <state>', 'the member state', readState)
    .addOption(asOption())
    .option('--json', 'print the draft as JSON')
    .description('Begin a draft from a template.')
    .action(use)
  template
    .command('delete')
    .argument('<name>')
    .requiredOption('--state <state>', 'the member state', readState)
    .addOption(asOption())
    .option('--json', 'as one JSON object')
    .description('Delete a template.')
    .action(remove)
}

interface Options {
  readonly as: 'trader' | 'broker'
  readonly state: State
  readonly json?: true
}

function asOption(): Option {
  return new Option('--as <account>', 'the demonstration account that does it').choices(['trader', 'broker']).default('trader')
}

async function copy({ mrn, state }: Numbered, { as, json }: Options): Promise<void> {
  await withRegion(async region => {
    tell(await region.node(state).as(as).post<BegunDraft>(`/api/v1/declarations/${mrn}/copy`), json)
  })
}

async function giveBack({ mrn, state }: Numbered, { as, json }: Options): Promise<void> {
  await withRegion(async region => {
    tell(await region.node(state).as(as).post<BegunDraft>(`/api/v1/declarations/${mrn}/continuation`), json)
  })
}

async function save(name: string, { mrn, state }: Numbered, { as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const saved = await region.node(state).as(as).post<TemplateAnswer>('/api/v1/templates', { name, mrn })
    console.log(json ? JSON.stringify(saved) : `${saved.name}: kept from ${saved.mrn}`)
  })
}

async function list({ as, state, json }: Options): Promise<void> {
  await withRegion(async region => {
    for (const each of await templatesOf(region.node(state).as(as))) {
      console.log(json ? JSON.stringify(each) : `${each.name}: from ${each.mrn}, ${each.savedAt}`)
    }
  })
}

async function use(name: string, { as, state, json }: Options): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    tell(await node.post<BegunDraft>(`/api/v1/templates/${await idOf(node, name)}/draft`), json)
  })
}

async function remove(name: string, { as, state, json }: Options): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    await node.delete(`/api/v1/templates/${await idOf(node, name)}`)
    console.log(json ? JSON.stringify({ deleted: name }) : `${name}: deleted`)
  })
}

type Node = Parameters<typeof templatesOf>[0]

/** As many templates as one asks for at a time; an organisation with more names them by their number. */
async function templatesOf(node: { get<T>(path: string): Promise<T> }): Promise<readonly TemplateAnswer[]> {
  return (await node.get<{ readonly items: readonly TemplateAnswer[] }>('/api/v1/templates?limit=100')).items
}

async function idOf(node: Node, name: string): Promise<string> {
  const found = (await templatesOf(node)).find(each => each.name === name)
  return found?.id ?? '00000000-0000-4000-8000-000000000000' // the node says that there is none
}

function tell(begun: BegunDraft, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(begun))
    return
  }
  const { id, source, carried, emptied } = begun
  const from = [source.template, source.mrn].filter(each => each !== undefined).join(', ')
  console.log([`draft ${id} from ${from}`, `  carried over: ${carried.join(', ')}`, `  to fill in: ${emptied.join(', ')}`].join('\n'))
}
