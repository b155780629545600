import { declarationSchema } from '@lintas/customs/declaration'
import { day } from '@lintas/customs/kernel'
import { compileProfiles, profileSchema, screenConsignment } from '@lintas/customs/risk'
import { explain, openHistory, openModel, openReplay, train } from '@lintas/customs/targeting'
import { Engine } from 'json-rules-engine'
import { pastOf } from './past.ts'

const PAST = 45_000
const AFTER = 5_000
const RULES = 60
const ROUNDS = 2_000
/** `json-rules-engine` is slower by orders; fewer rounds of it say as much. */
const OTHER_ROUNDS = 100

const ON = day('2026-02-01')

/** Training and scoring on a made-up past of 45,000 items; then sixty profiles on one declaration, in CEL and in `json-rules-engine`. */
export async function measureRisk(print: (measurement: string, figures: object) => void): Promise<void> {
  const items = pastOf(PAST + AFTER)
  const [past, after] = [items.slice(0, PAST), items.slice(PAST)]
  const started = seconds()
  const model = train(past, 0)
  if (model === undefined) throw new Error('given a past, needs a model')
  print('a model trained on 45,000 inspections', { cpuSeconds: rounded(seconds() - started), hold: 60 })

  const scorer = openModel(model)
  const history = openHistory()
  const replay = openReplay(history, 0)
  replay.live(past)
  const batch = seconds()
  let sum = 0
  replay.live(after, known => {
    sum += scorer.score(known)
  })
  print('items scored and remembered, in a batch', {
    cpuMicrosecondsPerItem: rounded(((seconds() - batch) * 1e6) / after.length),
    hold: 50,
    mean: rounded(sum / after.length),
  })

  const singles = after.slice(0, 500).map(item => {
    const from = performance.now()
    explain(scorer, history.look(item))
    return performance.now() - from
  })
  singles.sort((one, other) => one - other)
  print('one item scored with its reasons', { medianMs: rounded(singles[250] ?? 0), p99Ms: rounded(singles[495] ?? 0), hold: 2 })

  const [ours, theirs] = [measureCel(), await measureJsonRules()]
  print('sixty profiles asked about one goods item', {
    celMicroseconds: ours,
    jsonRulesEngineMicroseconds: theirs,
    ratio: rounded(theirs / ours),
    hold: 25,
  })
}

/** Every third holds; each compares a text and a number. */
const limitOf = (rule: number) => (rule % 3 === 0 ? 1 : 1_000_000 + rule)

function measureCel(): number {
  const profiles = compileProfiles(
    Array.from({ length: RULES }, (_, rule) =>
      profileSchema.parse({
        state: 'VN',
        id: `rule-${rule}`,
        version: 1,
        owner: 'bench',
        objective: 'revenue',
        reason: 'bench',
        expression: `item.chapter == "61" && has(item.netMassKg) && item.netMassKg > ${limitOf(rule)}`,
        controls: ['document-check'],
        mitigable: false,
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
      }),
    ),
  )
  const document = declarationSchema.parse({ goodsItems: [{ sequence: 1, commodityCode: '61091010', netMassKg: '900' }] })
  const ask = () => screenConsignment({ document, day: ON, profiles })
  if (ask().hits.length !== RULES / 3) throw new Error('given sixty profiles, needs a third to hold')
  for (let round = 0; round < ROUNDS; round++) ask()
  const from = seconds()
  for (let round = 0; round < ROUNDS; round++) ask()
  return rounded(((seconds() - from) * 1e6) / ROUNDS)
}

async function measureJsonRules(): Promise<number> {
  const engine = new Engine()
  for (let rule = 0; rule < RULES; rule++) {
    engine.addRule({
      conditions: {
        all: [
          { fact: 'chapter', operator: 'equal', value: '61' },
          { fact: 'netMassKg', operator: 'greaterThan', value: limitOf(rule) },
        ],
      },
      event: { type: `rule-${rule}` },
    })
  }
  const ask = () => engine.run({ chapter: '61', netMassKg: 900 })
  if ((await ask()).events.length !== RULES / 3) throw new Error('given sixty rules, needs a third to hold')
  for (let round = 0; round < OTHER_ROUNDS; round++) await ask()
  const from = seconds()
  for (let round = 0; round < OTHER_ROUNDS; round++) await ask()
  return rounded(((seconds() - from) * 1e6) / OTHER_ROUNDS)
}

function seconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}
