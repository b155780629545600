import { MANIFEST_DECISIONS, type ManifestDecision } from '@lintas/contract'
import { type Command, Option } from 'commander'
import { readDay } from './day-option.ts'
import { AS, ask, NUMBER, type Who } from './manifest-ask.ts'
import { tellDecisions } from './manifest-tell.ts'
import { Refused } from './refused.ts'

/** What customs decides about a manifest, and what its carrier answers. */
export function registerDecisions(manifest: Command): void {
  manifest
    .command('decide')
    .description('As an officer, decide about a manifest or documents in it; the carrier reads the words.')
    .argument('<number>', NUMBER)
    .addOption(new Option('--kind <kind>', 'what is decided').choices(MANIFEST_DECISIONS).makeOptionMandatory())
    .requiredOption('--words <text>', 'what the carrier reads')
    .option('--documents <numbers...>', 'transport documents; all where it is left out')
    .addOption(new Option('--due <day>', 'the last day of an answer').argParser(readDay))
    .addOption(AS().default('supervisor'))
    .option('--json', 'as a JSON list')
    .action(decide)

  manifest
    .command('answer')
    .description('As the carrier, answer a request for information; without one, list what customs decided and asked.')
    .argument('<number>', NUMBER)
    .argument('[request]', 'the number of the request')
    .option('--words <text>', 'the answer')
    .option('--json', 'as a JSON list')
    .action(answer)
}

interface DecideOptions {
  readonly kind: ManifestDecision['kind']
  readonly words: string
  readonly documents?: readonly string[]
  readonly due?: string
  readonly as: Who
  readonly json?: true
}

async function decide(number: string, { kind, words, documents, due, as, json }: DecideOptions): Promise<void> {
  await ask(number, as, async node => {
    const body = { kind, words, ...(documents === undefined ? {} : { documents }), ...(due === undefined ? {} : { dueOn: due }) }
    const { items } = await node.post<{ items: readonly ManifestDecision[] }>(`/api/v1/manifests/${number}/decisions`, body)
    console.log(json ? JSON.stringify(items) : tellDecisions(items))
  })
}

async function answer(number: string, request: string | undefined, { words, json }: { words?: string; json?: true }): Promise<void> {
  if ((request === undefined) !== (words === undefined)) throw new Refused('a request is answered with its number and --words')
  await ask(number, 'carrier', async node => {
    const path = `/api/v1/manifests/${number}/decisions`
    const { items } =
      request === undefined
        ? await node.get<{ items: readonly ManifestDecision[] }>(path)
        : await node.post<{ items: readonly ManifestDecision[] }>(`${path}/${request}/answer`, { words })
    console.log(json ? JSON.stringify(items) : tellDecisions(items))
  })
}
