import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { StoredRequest, SupportingDocument } from '@lintas/contract'
import { type Command, Option } from 'commander'
import type { NodeClient } from './client.ts'
import { readBytes } from './given-file.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

type Who = 'trader' | 'broker' | 'officer' | 'supervisor'

const AS = () => new Option('--as <account>', 'the demonstration account that asks').choices(['trader', 'broker', 'officer', 'supervisor'])
const CODE = 'its code of UN/EDIFACT 1001, such as 380 for a commercial invoice'

export function register(program: Command): void {
  const documents = program.command('documents').description('The documents of a declaration, and those customs asks for.')

  documents
    .command('add')
    .description('Add files to a declaration: PDF, PNG, JPEG, TIFF, XML, CSV, text, XLSX, DOCX; each at most 10 MB.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<files...>')
    .option('--type <code>', CODE)
    .option('--words <text>', 'what it is, in words')
    .addOption(AS().default('trader'))
    .option('--json', 'one JSON object a document')
    .action(add)

  documents
    .command('list')
    .description('List the documents of a declaration, and what customs asked for.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .addOption(AS().default('trader'))
    .option('--json', 'as one JSON object')
    .action(list)

  documents
    .command('get')
    .description('Save a document.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<id>')
    .option('--output <file>', 'where to; its own name in this folder where it is left out')
    .addOption(AS().default('trader'))
    .option('--json', 'as one JSON object')
    .action(get)

  documents
    .command('request')
    .description('As an officer, ask the declarant for documents.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .requiredOption('--reason <text>', 'why, in words the declarant can answer')
    .option('--type <codes...>', CODE)
    .option('--words <texts...>', 'a document in words')
    .option('--items <numbers...>', 'the goods items concerned; all where it is left out')
    .option('--due <day>', 'the last day of the answer; needed where the law of the state names none')
    .addOption(AS().default('officer'))
    .option('--json', 'as one JSON object')
    .action(request)

  documents
    .command('answer')
    .description('Answer for one requested document (1.2 is the second of the first request): with a file, or why it cannot be had.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<document>')
    .option('--file <file>', 'the document')
    .option('--cannot <why>', 'why it cannot be had')
    .addOption(AS().default('trader'))
    .option('--json', 'as one JSON object')
    .action(answer)

  for (const verdict of ['accept', 'refuse'] as const) {
    const command = documents
      .command(verdict)
      .description(`As an officer, ${verdict} the answer for one requested document.`)
      .argument('<mrn>', 'the number of the declaration', readNumbered)
      .argument('<document>')
      .addOption(AS().default('officer'))
      .option('--json', 'as one JSON object')
    if (verdict === 'refuse') command.requiredOption('--reason <text>', 'why').option('--due <day>', 'until when it may be answered again')
    command.action((declaration: Numbered, document: string, options: JudgeOptions) => judge(declaration, document, verdict, options))
  }

  documents
    .command('withdraw')
    .description('As an officer, ask no longer for what is not accepted of a request.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<request>', 'its number')
    .addOption(AS().default('officer'))
    .option('--json', 'as one JSON object')
    .action(withdraw)
}

interface AddOptions {
  readonly type?: string
  readonly words?: string
  readonly as: Who
  readonly json?: true
}

async function add(declaration: Numbered, files: readonly string[], { type, words, as, json }: AddOptions): Promise<void> {
  await withNode(declaration, as, async (node, path) => {
    for (const file of files) {
      const added = await addFile(node, path, file, { ...(type === undefined ? {} : { type }), ...(words === undefined ? {} : { words }) })
      console.log(json ? JSON.stringify(added) : sentenceOf(added))
    }
  })
}

async function addFile(node: NodeClient, path: string, file: string, more: Readonly<Record<string, string>>): Promise<SupportingDocument> {
  const bytes = await readBytes(file)
  const query = new URLSearchParams({ name: basename(file), ...more })
  return await node.post<SupportingDocument>(`${path}/documents?${query}`, bytes)
}

async function list(declaration: Numbered, { as, json }: { as: Who; json?: true }): Promise<void> {
  await withNode(declaration, as, async (node, path) => {
    const { items, bytesLeft } = await node.get<{ items: SupportingDocument[]; bytesLeft: number }>(`${path}/documents`)
    const { items: requests } = await node.get<{ items: StoredRequest[] }>(`${path}/document-requests`)
    if (json) return console.log(JSON.stringify({ mrn: declaration.mrn, documents: items, bytesLeft, requests }))
    console.log(items.length === 0 ? `${declaration.mrn} has no documents.` : items.map(sentenceOf).join('\n'))
    for (const each of requests) sayRequest(each)
  })
}

async function get(declaration: Numbered, id: string, { output, as, json }: { output?: string; as: Who; json?: true }): Promise<void> {
  await withNode(declaration, as, async (node, path) => {
    const { items } = await node.get<{ items: SupportingDocument[] }>(`${path}/documents`)
    const found = items.find(each => each.id === id)
    if (found === undefined) throw new Refused(`${declaration.mrn} has no document ${id}`)
    const file = output ?? basename(found.name)
    await writeFile(file, await node.bytes(`${path}/documents/${id}/content`), { flag: output === undefined ? 'wx' : 'w' })
    console.log(json ? JSON.stringify({ ...found, file }) : `${file}: ${found.mediaType}, ${found.size} bytes`)
  })
}

interface RequestOptions {
  readonly reason: string
  readonly type?: readonly string[]
  readonly words?: readonly string[]
  readonly items?: readonly string[]
  readonly due?: string
  readonly as: Who
  readonly json?: true
}

async function request(declaration: Numbered, { reason, type = [], words = [], items = [], due, as, json }: RequestOptions): Promise<void> {
  const concerned = items.map(Number)
  const documents = [...type.map(code => ({ type: code })), ...words.map(text => ({ words: text }))].map(each => ({
    ...each,
    items: concerned,
  }))
  if (documents.length === 0) throw new Refused('name at least one document, with --type or --words')
  await withNode(declaration, as, async (node, path) => {
    const body = { documents, reason, ...(due === undefined ? {} : { dueOn: due }) }
    const asked = await node.post<StoredRequest>(`${path}/document-requests`, body)
    tell(asked, json)
  })
}

async function answer(
  declaration: Numbered,
  document: string,
  { file, cannot, as, json }: { file?: string; cannot?: string; as: Who; json?: true },
): Promise<void> {
  if ((file === undefined) === (cannot === undefined)) throw new Refused('answer with --file, or say with --cannot why it cannot be had')
  await withNode(declaration, as, async (node, path) => {
    const body = file === undefined ? { cannotBeHad: cannot } : { document: (await addFile(node, path, file, {})).id }
    tell(await node.post<StoredRequest>(`${path}/${pathOf(document)}/answer`, body), json)
  })
}

interface JudgeOptions {
  readonly reason?: string
  readonly due?: string
  readonly as: Who
  readonly json?: true
}

async function judge(
  declaration: Numbered,
  document: string,
  verdict: 'accept' | 'refuse',
  { reason, due, as, json }: JudgeOptions,
): Promise<void> {
  const refused = { verdict: 'refused', reason, ...(due === undefined ? {} : { dueOn: due }) }
  await withNode(declaration, as, async (node, path) => {
    const body = verdict === 'accept' ? { verdict: 'accepted' } : refused
    tell(await node.post<StoredRequest>(`${path}/${pathOf(document)}/verdict`, body), json)
  })
}

async function withdraw(declaration: Numbered, number: string, { as, json }: { as: Who; json?: true }): Promise<void> {
  await withNode(declaration, as, async (node, path) => {
    tell(await node.post<StoredRequest>(`${path}/document-requests/${encodeURIComponent(number)}/withdrawal`), json)
  })
}

/** Where one requested document is found, from `1.2`. */
function pathOf(document: string): string {
  const [, request, number] = /^(\d+)\.(\d+)$/.exec(document) ?? []
  if (request === undefined || number === undefined) throw new Refused(`'${document}' is no requested document, such as 1.2`)
  return `document-requests/${request}/documents/${number}`
}

function withNode({ mrn, state }: Numbered, as: Who, work: (node: NodeClient, path: string) => Promise<void>): Promise<void> {
  return withRegion(region => work(region.node(state).as(as), `/api/v1/declarations/${mrn}`))
}

function sentenceOf({ id, name, type, words, mediaType, size, addedBy }: SupportingDocument): string {
  const what = [type, words].filter(part => part !== undefined).join(' ')
  return `${id}  ${name}${what === '' ? '' : ` (${what})`}: ${mediaType}, ${size} bytes, from ${addedBy === 'customs' ? 'customs' : 'the declarant'}`
}

function tell(request: StoredRequest, json: true | undefined): void {
  if (json) console.log(JSON.stringify(request))
  else sayRequest(request)
}

function sayRequest({ number, dueOn, overdue, reason, documents }: StoredRequest): void {
  console.log(`request ${number}, to be answered until ${dueOn}${overdue ? ' (overdue)' : ''}: ${reason}`)
  for (const { id, type, words, items, state, answers } of documents) {
    const last = answers.at(-1)
    const with_ = last?.document?.name ?? (last?.cannotBeHad === undefined ? undefined : `cannot be had: ${last.cannotBeHad}`)
    const what = [type, words].filter(part => part !== undefined).join(' ')
    const refused = state === 'asked' && last?.verdictReason !== undefined ? `; refused: ${last.verdictReason}` : ''
    console.log(
      `  ${id}  ${what}${items.length === 0 ? '' : `, items ${items.join(', ')}`}: ${state}${with_ === undefined ? '' : ` (${with_})`}${refused}`,
    )
  }
}
