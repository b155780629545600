import { setTimeout as sleep } from 'node:timers/promises'
import type { RiskModelAnswer, RiskModelsAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { readPast } from './inspection-file.ts'
import { readDays } from './risk-evaluate.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const AT_ONCE = 1_000
/** Features that moved which one line names. */
const MOVED_MAX = 3
const READERS: readonly Actor[] = ['officer', 'supervisor']

export function registerModels(risk: Command): void {
  const ofState = (name: string) =>
    risk.command(name).requiredOption('--state <state>', 'the member state, such as VN', readState).option('--json', 'as one JSON object')

  ofState('load-past')
    .description(
      'Give a node the administration’s past from elsewhere, as an administrator: CSV as for evaluate; what it knows already is left out.',
    )
    .argument('<files...>', 'CSV of past items')
    .action(load)
  ofState('models').description('Models of a node, with what each was made of and how good it was.').action(list)
  ofState('drift')
    .description('How far each thing the model in use weighs differs, of late, from the days of its trial, as last night found it.')
    .action(drift)
  ofState('train')
    .description('Train a model on the node’s past and wait for it; nothing is used yet.')
    .option('--delay <days>', 'days until an outcome is known, beyond the day itself', readDays, 7)
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('officer'))
    .action(train)
  ofState('activate')
    .description('Use a trained model, as the supervisor: another than who had it trained.')
    .argument('<version>', 'such as 2', readVersion)
    .action(activate)
  ofState('roll-back').description('Use the model again that was used before, or rules alone, as the supervisor.').action(rollBack)
}

interface Choices {
  readonly state: State
  readonly json?: true
}

async function load(files: readonly string[], { state, json }: Choices): Promise<void> {
  const items = await readPast(files)
  await withRegion(async region => {
    const client = region.node(state).as('administrator')
    let fresh = 0
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const answer = await client.post<{ fresh: number }>('/api/v1/risk/past', { items: items.slice(from, from + AT_ONCE) })
      fresh += answer.fresh
      console.error(`${Math.min(items.length, from + AT_ONCE)} of ${items.length}`)
    }
    console.log(json ? JSON.stringify({ rows: items.length, fresh }) : `${items.length} items, ${fresh} of them new`)
  })
}

async function list({ state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const models = await modelsOf(region.node(state).as('officer'))
    tell(models, json)
  })
}

async function drift({ state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const { items, active } = await modelsOf(region.node(state).as('officer'))
    const features = items.find(each => each.version === active)?.features
    if (json) console.log(JSON.stringify(features ?? null))
    else if (active === undefined) console.log('no model is in use: rules alone decide')
    else if (features === undefined) console.log(`model ${active}: nothing to compare yet, or trained before it could be`)
    else tellDrift(active, features)
  })
}

function tellDrift(version: number, { items, recent, before, computedOn, threshold }: NonNullable<RiskModelAnswer['features']>): void {
  console.log(`model ${version}, ${computedOn}: ${recent} goods items of thirty days against ${before} of its trial`)
  console.log(
    threshold === undefined
      ? 'no threshold is on file: nothing is judged'
      : `watched from ${threshold.watch}, an alarm from ${threshold.alarm} (${threshold.confidence}: ${threshold.source})`,
  )
  for (const { feature, psi, says } of items) console.log(`${psi} ${says}: ${feature}`)
}

async function train({ state, json, delay, as }: Choices & { readonly delay: number; readonly as: Actor }): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    const { version } = await client.post<{ version: number }>('/api/v1/risk/models', { outcomeDelayDays: delay })
    for (let said = -1; ; await sleep(1_000)) {
      const model = (await modelsOf(client)).items.find(each => each.version === version)
      if (model === undefined) throw new Error(`given model ${version}, needs it in the list`)
      if (model.progress !== said) console.error(`model ${version}: ${model.progress} %`)
      said = model.progress
      if (model.status === 'training') continue
      console.log(json ? JSON.stringify(model) : sentenceOf(model))
      if (model.status !== 'trained') process.exitCode = 1
      return
    }
  })
}

async function activate(version: number, { state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    tell(await region.node(state).as('supervisor').post<RiskModelsAnswer>(`/api/v1/risk/models/${version}/activation`, {}), json)
  })
}

async function rollBack({ state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    tell(await region.node(state).as('supervisor').post<RiskModelsAnswer>('/api/v1/risk/models/roll-back', {}), json)
  })
}

async function modelsOf(client: NodeClient): Promise<RiskModelsAnswer> {
  return await client.get<RiskModelsAnswer>('/api/v1/risk/models')
}

function tell(models: RiskModelsAnswer, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(models))
    return
  }
  console.log(models.active === undefined ? 'no model is in use: rules alone decide' : `model ${models.active} is in use`)
  for (const each of models.items) console.log(sentenceOf(each))
}

function sentenceOf({ version, status, progress, card, askedBy, features }: RiskModelAnswer): string {
  const asked = `model ${version}, asked for by ${askedBy}`
  if (status === 'training') return `${asked}: training, ${progress} %`
  if (status === 'refused') return `${asked}: not trained, too little was inspected`
  if (card === undefined) return `${asked}: failed`
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const { trial } = card
  const tried = `on the last ${trial.items}: ${percent(trial.precision['0.1'])} of the first tenth wrong against ${percent(trial.base)} of all, AUC ${trial.auc.toFixed(3)}`
  const rated = trial.rated === undefined ? '' : `; the duty of ${trial.rated} of them is known`
  const moved = (features?.items ?? []).filter(each => each.says === 'alarm').map(each => each.feature)
  const alarm = moved.length === 0 ? '' : `; moved since: ${moved.slice(0, MOVED_MAX).join(', ')}${moved.length > MOVED_MAX ? ', …' : ''}`
  return `${asked}: ${card.inspected} inspections from ${card.from} to ${card.to}; ${tried}; of nothing alike before AUC ${trial.novel.auc.toFixed(3)}${rated}${alarm}`
}

function readVersion(text: string): number {
  const version = Number(text)
  if (!Number.isInteger(version) || version < 1) throw new InvalidArgumentError('needs the number of a version.')
  return version
}
