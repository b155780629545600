/**
 * `npm run bench`: short by default; `npm run bench -- --seconds 60` for figures to quote. One JSON object a measurement.
 * `npm run bench -- classify`: how long a description takes to be classified, and how often it is right.
 * `npm run bench -- origin`: how long the origin of a good of ten thousand materials takes.
 * `npm run bench -- risk`: how long a model takes to be trained and an item to be scored, and sixty profiles beside another engine of rules.
 * `npm run bench -- scored`: lodging with a model in use and sixty profiles in force, beside lodging without.
 * `npm run bench -- profile`: where the node's time goes. `npm run bench -- soak --minutes 10`: whether anything adds up; ends with 1 where it does.
 */
import { parseArgs } from 'node:util'
import { measureAssessment } from './assess-item.ts'
import { measureClassification } from './classification.ts'
import { measureDeclarations } from './declarations.ts'
import { measureOrigin } from './origin.ts'
import { profileLodging } from './profile.ts'
import { measureRisk } from './risk.ts'
import { measureScored } from './scored.ts'
import { soak } from './soak.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '10' },
    'per-second': { type: 'string', default: '150' },
  },
})
const [what = 'all'] = positionals

switch (what) {
  case 'all': {
    const seconds = readNumber('--seconds', values.seconds, 600)
    for (const measured of await measureAssessment(Math.min(seconds, 5))) print('one item assessed in memory', measured)
    print('declarations over HTTP, decided and durable', await measureDeclarations(seconds))
    break
  }
  case 'classify':
    measureClassification(print)
    break
  case 'origin':
    print('a bill of ten thousand materials, its origin determined', measureOrigin())
    break
  case 'risk':
    await measureRisk(print)
    break
  case 'scored':
    await measureScored(readNumber('--seconds', values.seconds, 600), print)
    break
  case 'profile': {
    const { idlePercent, shares } = await profileLodging(readNumber('--seconds', values.seconds, 600))
    console.log(`idle ${idlePercent} % of the time; of the rest:`)
    console.table(shares.filter(({ percent }) => percent >= 0.5))
    break
  }
  case 'soak': {
    const perSecond = readNumber('--per-second', values['per-second'], 1_000)
    const stretches: object[] = []
    const verdict = await soak(readNumber('--minutes', values.minutes, 600), perSecond, stretch => {
      stretches.push(stretch)
      print('soak', stretch)
    })
    console.table(stretches)
    print('verdict', verdict)
    process.exitCode = Object.values(verdict).every(Boolean) ? 0 : 1
    break
  }
  default:
    console.error(`given ${what}, needs classify, origin, risk, scored, profile, soak or nothing`)
    process.exitCode = 2
}

function readNumber(name: string, given: string, max: number): number {
  const number = Number(given)
  if (number > 0 && number <= max) return number
  console.error(`${name} ${given}: needs a number up to ${max}`)
  process.exit(2)
}

function print(measurement: string, figures: object): void {
  console.log(JSON.stringify({ measurement, ...figures }))
}
