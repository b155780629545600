import { join } from 'node:path'
import { LAW_KINDS } from '@lintas/customs/journey'
import type { LawBook, State } from '@lintas/customs/reference'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import * as cargo from './cargo/index.ts'
import * as classification from './classification/index.ts'
import * as cost from './cost/index.ts'
import * as debt from './debt/index.ts'
import * as declaration from './declaration/index.ts'
import * as documents from './documents/index.ts'
import * as duty from './duty/index.ts'
import * as exporters from './exporters/index.ts'
import * as messages from './messages/index.ts'
import * as origin from './origin/index.ts'
import * as permits from './permits/index.ts'
import * as access from './platform/access/index.ts'
import { clockOf } from './platform/clock.ts'
import type { IdentityProvider } from './platform/config.ts'
import * as events from './platform/events/index.ts'
import { registerHealth } from './platform/health.ts'
import { describeApi } from './platform/http/index.ts'
import { type JobRunner, jobRunner } from './platform/jobs.ts'
import * as live from './platform/live/index.ts'
import type { Neighbours } from './platform/neighbours.ts'
import type { Database, Node } from './platform/node.ts'
import { openSandboxClock } from './platform/sandbox-clock.ts'
import { secretsIn } from './platform/secrets.ts'
import { openStateLaw, type StateLaw } from './platform/state-law.ts'
import * as webhooks from './platform/webhooks/index.ts'
import * as preferences from './preferences/index.ts'
import * as proofs from './proofs/index.ts'
import * as quotas from './quotas/index.ts'
import * as reference from './reference/index.ts'
import * as regimes from './regimes/index.ts'
import * as release from './release/index.ts'
import * as rights from './rights/index.ts'
import * as risk from './risk/index.ts'
import * as rulings from './rulings/index.ts'
import * as sandbox from './sandbox/index.ts'
import * as serviceLevels from './service-levels/index.ts'
import * as tariff from './tariff/index.ts'
import * as transportModes from './transport-modes/index.ts'
import * as trust from './trust/index.ts'
import * as valuation from './valuation/index.ts'
import * as verification from './verification/index.ts'
import * as watch from './watch/index.ts'

/** What a node is made of; whoever runs it has opened these. */
export interface NodeParts {
  readonly state: State
  /** Where the node answers from outside: `http://localhost:3000/vn`. */
  readonly baseUrl: string
  readonly home: string
  readonly db: Database
  readonly law: LawBook
  readonly log: Logger
  readonly sandbox: boolean
  readonly identityProvider?: IdentityProvider | undefined
  readonly documentQuotaBytes?: number | undefined
  /** What carries messages to the nodes of other states. */
  readonly neighbours: Neighbours
  /** The node's own corner of the server, `/vn`. */
  readonly http: FastifyInstance
}

/** A node, and what only the process around it handles. */
export interface ComposedNode {
  readonly node: Node
  readonly jobs: JobRunner
}

/** Composes one member state's node: first what every subject stands on, then the subjects, in the order of a consignment's life. */
export async function composeNode(parts: NodeParts): Promise<ComposedNode> {
  const { state, http, db, sandbox } = parts
  const log = parts.log.child({ state })
  const jobs = jobRunner(db, log, STATE_FACTS[state].timeZone)
  const clock = sandbox ? await openSandboxClock(state, db) : clockOf(state)
  const law = await openStateLaw({ db, files: parts.law, kinds: LAW_KINDS, state, log })
  const node: Node = {
    state,
    baseUrl: parts.baseUrl,
    db,
    get law() {
      return law.current
    },
    clock,
    events: events.openEvents(state, clock),
    jobs,
    neighbours: parts.neighbours,
    secrets: secretsIn(join(parts.home, 'keys', state.toLowerCase())),
    log,
    http,
    sandbox,
    identityProvider: parts.identityProvider,
    ...(parts.documentQuotaBytes === undefined ? {} : { documentQuotaBytes: parts.documentQuotaBytes }),
  }
  await describeApi(http, state)
  registerHealth(http, db)
  await registerSubjects(node, law)
  return { node, jobs }
}

/** Each subject registers its routes and jobs. Access comes first: until it has, no caller is known. One that needs another's door is handed it. */
async function registerSubjects(node: Node, law: StateLaw): Promise<void> {
  await access.register(node)
  await events.register(node)
  await webhooks.register(node)
  live.register(node)
  await reference.register(node, law)
  const register = await trust.register(node)
  await tariff.register(node)
  await classification.register(node)
  const { attachment, keepFile, readContent } = documents
  await origin.register(node, { attachment, keepFile, readContent, findProofRecords: proofs.findProofRecords })
  proofs.register(node)
  exporters.register(node)
  duty.register(node)
  await cost.register(node)
  const risks = await risk.openRisk(node)
  const declarations = await declaration.register(node, register, risks)
  cargo.register(node, declarations, risks)
  await debt.register(node, declarations)
  regimes.register(node, declarations)
  permits.register(node)
  quotas.register(node)
  watch.register(node)
  risk.register(node, declarations, risks)
  documents.register(node, declarations, risk.openQueue(node))
  messages.register(node, declarations)
  release.register(node, declarations)
  valuation.register(node, declarations)
  rights.register(node, declarations)
  preferences.register(node, declarations)
  verification.register(node, declarations)
  rulings.register(node)
  sandbox.register(node, declarations)
  serviceLevels.register(node)
  transportModes.register(node)
}
