import type { Verification } from '@lintas/contract'
import { STATES, type State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('verify')
    .description('Seal the log of one state, or of all, and prove every event of it. Exit code 1 where one does not hold.')
    .option('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'one JSON object a line for each state')
    .action(verify)
}

async function verify({ state, json }: { readonly state?: State; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    for (const each of state === undefined ? STATES : [state]) {
      const verification = await region.node(each).as('supervisor').post<Verification>('/api/v1/log/verification')
      console.log(json ? JSON.stringify(verification) : sentenceOf(verification))
      if (!verification.ok) process.exitCode = 1
    }
  })
}

function sentenceOf({ state, events, sealed, firstBad }: Verification): string {
  if (firstBad !== null) return `${state}: does not hold: event ${firstBad.id}, ${firstBad.reason}`
  return `${state}: ${events} events, ${sealed} of them sealed; all hold`
}
