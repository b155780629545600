/**
 * `npm run bench`: short by default; `npm run bench -- --seconds 60` for figures to quote. One JSON object a measurement.
 */
import { parseArgs } from 'node:util'
import { measureAssessment } from './assess-item.ts'
import { measureDeclarations } from './declarations.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '5' } } })
const seconds = Number(values.seconds)
if (!(seconds > 0 && seconds <= 600)) {
  console.error(`--seconds ${values.seconds}: needs a number from 1 to 600`)
  process.exit(2)
}

for (const measured of await measureAssessment(Math.min(seconds, 5))) print('one item assessed in memory', measured)
print('declarations over HTTP, decided and durable', await measureDeclarations(seconds))

function print(measurement: string, figures: object): void {
  console.log(JSON.stringify({ measurement, ...figures }))
}
