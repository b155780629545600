import type { State } from '@lintas/customs/reference'
import { Argument, type Command } from 'commander'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const keys = program.command('keys').description('What a node signs with, and how that is changed.')

  keys
    .command('list')
    .description("The node's public keys; the first one signs.")
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(list)

  keys
    .command('rotate')
    .description('Begin to use a new one: `log` signs the log from now on, `sign-in` signs cookies, so that everybody signs in again.')
    .addArgument(new Argument('<what>', 'which of the two').choices(['log', 'sign-in']))
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(rotate)
}

interface Options {
  readonly state: State
  readonly json?: true
}

async function list({ state, json }: Options): Promise<void> {
  await withRegion(async region => {
    const { keys } = await region.node(state).public.get<{ keys: readonly { kid: string }[] }>('/.well-known/jwks.json')
    if (json) console.log(JSON.stringify({ state, keys }))
    else for (const [index, { kid }] of keys.entries()) console.log(`${kid}${index === 0 ? ' (signs)' : ''}`)
  })
}

async function rotate(what: 'log' | 'sign-in', { state, json }: Options): Promise<void> {
  await withRegion(async region => {
    const administrator = region.node(state).as('administrator')
    if (what === 'sign-in') {
      await administrator.post('/api/v1/sign-in-secret')
      console.log(json ? JSON.stringify({ state, what }) : `${state}: cookies are signed with a new secret; everybody signs in again`)
    } else {
      const answer = await administrator.post<{ kid: string; keys: number }>('/api/v1/log/keys')
      console.log(
        json ? JSON.stringify({ state, what, ...answer }) : `${state}: ${answer.kid} signs the log; ${answer.keys} keys are published`,
      )
    }
  })
}
