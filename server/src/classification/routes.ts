import { randomUUID } from 'node:crypto'
import * as contract from '@lintas/contract'
import type { Classified } from '@lintas/customs/classification'
import { idempotent, Problem, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Classifier } from './classifier.ts'
import { LEARN_JOB } from './learn.ts'
import { findExact, listOfCas } from './look-up.ts'
import { named, readEntry } from './read-entry.ts'
import { readEvidence } from './read-evidence.ts'
import { nomenclature, sections } from './shipped.ts'
import { countWaiting, findMemory, insertEvidence } from './store.ts'

const EVIDENCE_BYTES_MAX = 10 * 1024 * 1024

export function registerRoutes(node: Node, classifier: Classifier): void {
  const ask = { who: 'classification.ask' } as const
  routes(node.http, 'classification', api => {
    api.get('/classifications', { config: ask, schema: contract.classifyOne }, async request => {
      const { q, top, scope } = request.query
      const [row] = await answer(node, classifier, [q], top, scope)
      if (row === undefined) throw new Error('given one description, needs one answer')
      return row
    })

    api.post('/classifications', { config: ask, schema: contract.classifyMany }, async request => {
      const { descriptions, top, scope } = request.body
      return { rows: [...(await answer(node, classifier, descriptions, top, scope))] }
    })

    api.get('/nomenclature', { config: ask, schema: contract.listChapters }, () => ({
      version: nomenclature().version,
      sections: sections().map(each => ({ ...each, chapters: [...each.chapters] as [string, string] })),
      chapters: nomenclature().listBelow('').map(named),
    }))

    api.get('/nomenclature/:code', { config: ask, schema: contract.readNomenclatureEntry }, async request => {
      return await readEntry(node, request.params.code, request.query.on ?? node.clock.today())
    })

    api.get('/classification-memory', { config: ask, schema: contract.readClassificationMemory }, async () => {
      const learned = await findMemory(node.db)
      return { waiting: await countWaiting(node.db, learned?.through ?? '0'), ...(learned === undefined ? {} : { memory: learned.report }) }
    })

    const teach = { config: { who: 'classification.teach' as const }, schema: contract.loadEvidence, bodyLimit: EVIDENCE_BYTES_MAX }
    api.post('/classification-evidence', teach, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
        const read = readEvidence(request.body, request.query.kind)
        if (!read.ok) throw new Problem(422, read.issues)
        return await node.db.transaction(async tx => {
          const rows = read.value.length
          const load = randomUUID()
          const fresh = await insertEvidence(tx, read.value, request.caller.accountId, node.clock.now(), load)
          const facts = { rows, fresh, load }
          await node.events.append(tx, [
            { subject: 'classification', subjectId: node.state, act: 'teach', by: request.caller.accountId, facts },
          ])
          if (fresh > 0) await node.jobs.send(LEARN_JOB, {}, { tx })
          return await remember(tx, 202, { rows, fresh, leftOut: rows - fresh })
        })
      }),
    )
  })
}

async function answer(
  node: Node,
  classifier: Classifier,
  descriptions: readonly string[],
  top: number,
  scope: 'national' | 'harmonized',
): Promise<readonly contract.Classification[]> {
  const classified = await classifier.classify(descriptions, top, scope)
  return await Promise.all(
    classified.map(async (each, index) => {
      const description = descriptions[index] ?? ''
      const told = await tell(classifier, each, index + 1, scope)
      const exact = await findExact(node, description)
      return { ...withCas(told, listOfCas(description), top), ...(exact === undefined ? {} : { exact }) }
    }),
  )
}

/** What a CAS number says comes first: a description that has one says what the goods are. The lines below its subheading share what is known of it. */
function withCas(told: contract.Classification, ofCas: readonly contract.ClassificationCandidate[], top: number): contract.Classification {
  if (ofCas.length === 0) return told
  const below = (code: string) => told.candidates.filter(each => each.code.startsWith(code))
  const first = ofCas.flatMap(found => {
    const lines = below(found.code)
    const sum = lines.reduce((total, { confidence }) => total + confidence, 0) || 1
    const share = (confidence: number) => Math.round((1000 * found.confidence * confidence) / sum) / 1000
    return lines.length === 0
      ? [found]
      : lines.map(each => ({ ...each, confidence: share(each.confidence), why: [...found.why, ...each.why] }))
  })
  const rest = told.candidates.filter(({ code }) => !first.some(each => each.code === code))
  const sure = told.sure && first[0]?.code === told.candidates[0]?.code
  return { ...told, candidates: [...first, ...rest].slice(0, top), sure, vague: false, abstained: false, needs: [] }
}

async function tell(
  classifier: Classifier,
  { candidates, isSure, isVague, isAbstained, needs }: Classified,
  row: number,
  scope: 'national' | 'harmonized',
): Promise<contract.Classification> {
  return {
    row,
    candidates: await Promise.all(
      candidates.map(async ({ code, confidence, isUnlisted, why }) => {
        const line = scope === 'national' ? await classifier.findLine(code) : undefined
        return {
          code,
          name: nomenclature().find(code.slice(0, 6))?.name ?? '',
          ...(line === undefined ? {} : { line: { ...line.description } }),
          confidence,
          ...(isUnlisted ? { unlisted: true as const } : {}),
          why: why.map(each => (each.kind === 'words' ? { ...each, matched: [...each.matched] } : each)),
        }
      }),
    ),
    sure: isSure,
    vague: isVague,
    abstained: isAbstained,
    needs: needs.map(({ fact, options }) => ({ fact, options: [...options] })),
  }
}
