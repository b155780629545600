import type { CaseMessage, ReadUpTo } from '@lintas/contract'
import { type Command, Option } from 'commander'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { withRegion } from './with-region.ts'

type Who = 'trader' | 'broker' | 'officer' | 'supervisor'

const AS = () =>
  new Option('--as <account>', 'the demonstration account that asks')
    .choices(['trader', 'broker', 'officer', 'supervisor'])
    .default('trader')

export function register(program: Command): void {
  program
    .command('message')
    .description('Write to the other side about a declaration: as a trader to customs, as an officer to the declarant.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<text>')
    .option('--documents <ids...>', 'documents of the declaration to point to')
    .addOption(AS())
    .option('--json', 'as one JSON object')
    .action(send)

  program
    .command('messages')
    .description('Read the messages about a declaration, the oldest first, and mark them as read.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .addOption(AS())
    .option('--json', 'as one JSON object')
    .action(read)
}

async function send(
  { mrn, state }: Numbered,
  text: string,
  { documents = [], as, json }: { documents?: string[]; as: Who; json?: true },
): Promise<void> {
  await withRegion(async region => {
    const sent = await region.node(state).as(as).post<CaseMessage>(pathOf(mrn), { text, documents })
    console.log(json ? JSON.stringify(sent) : sentenceOf(sent))
  })
}

interface Thread {
  readonly items: CaseMessage[]
  readonly readUpTo: ReadUpTo
  readonly next?: string
}

async function read({ mrn, state }: Numbered, { as, json }: { as: Who; json?: true }): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    const messages: CaseMessage[] = []
    let readUpTo: ReadUpTo = { declarant: 0, customs: 0 }
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: Thread = await node.get(`${pathOf(mrn)}?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`)
      messages.unshift(...page.items.toReversed())
      readUpTo = page.readUpTo
      cursor = page.next
    }
    const last = messages.at(-1)?.number
    if (last !== undefined) await node.post(`${pathOf(mrn)}/read`, { upTo: last })
    if (json) return console.log(JSON.stringify({ mrn, messages, readUpTo }))
    console.log(messages.length === 0 ? `Nobody has written about ${mrn} yet.` : messages.map(sentenceOf).join('\n'))
  })
}

function pathOf(mrn: string): string {
  return `/api/v1/declarations/${mrn}/messages`
}

function sentenceOf({ number, from, office, traderId, name, sentAt, text, documents }: CaseMessage): string {
  const who = from === 'customs' ? ['customs', office, name].filter(part => part !== undefined).join(' ') : (traderId ?? 'the declarant')
  const papers = documents.map(each => `\n   ${each.name} (${each.id})`).join('')
  return `${number}. ${sentAt.slice(0, 16).replace('T', ' ')} ${who}: ${text ?? '(erased)'}${papers}`
}
