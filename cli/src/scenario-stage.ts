import type { DeclarationAnswer, ProblemDocument, SandboxClock, Scenario, ScenarioStep } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { goOn } from './clear-steps.ts'
import { type NodeClient, ProblemError, type RegionClient } from './client.ts'
import { type Done, listDifferences } from './scenario-expect.ts'
import { fill, type Memory } from './scenario-memory.ts'

/** Where a scenario is played: one state's sandbox, its accounts, its clock; single steps in another's. */
export interface Stage {
  readonly memory: Memory
  /** The day of the sandbox as it was last set; empty before. */
  readonly today: string
  as(role: ScenarioStep['as']): NodeClient
  play(step: ScenarioStep): Promise<Done>
  /** Sets the clocks back to the real time. */
  backToToday(): Promise<void>
}

const AGAIN_MS = 500

export function openStage(region: RegionClient, scenario: Scenario, readText: (name: string) => Promise<string>): Stage {
  const at = (state: State, role: ScenarioStep['as']) => (role === 'public' ? region.node(state).public : region.node(state).as(role))
  const as = (role: ScenarioStep['as']) => at(scenario.state, role)
  const moved = new Set<State>()
  const memory: Record<string, unknown> = { run: Date.now().toString(36).toUpperCase() }
  let today = ''

  async function setDay(day: string, state: State): Promise<void> {
    const set = await at(state, 'trader').put<SandboxClock>('/api/v1/sandbox/clock', { now: nineOn(day, STATE_FACTS[state].timeZone) })
    moved.add(state)
    today = set.today
  }

  async function bodyOf({ body, file, change }: ScenarioStep): Promise<unknown> {
    const given: unknown = file === undefined ? body : JSON.parse(await readText(file))
    const laid = change === undefined ? given : { ...(given as object), ...change }
    return fill(laid, memory)
  }

  async function act(step: ScenarioStep): Promise<Pick<Done, 'status' | 'body'>> {
    const [method = '', path = ''] = String(fill(step.act ?? '', memory)).split(' ')
    if (method === '') return { status: 200, body: {} }
    const { state = scenario.state } = step
    const client = at(state, step.as)
    try {
      if (method === 'go-on') {
        const lodged = await client.get<DeclarationAnswer>(`/api/v1/declarations/${path}`)
        return { status: 200, body: await goOn(region, state, client, lodged, 'clean') }
      }
      const headers = fill(step.headers ?? {}, memory) as Record<string, string>
      const { status, body } = await client.request(method, `/api/v1${path}`, await bodyOf(step), headers)
      return { status, body }
    } catch (failure) {
      if (!(failure instanceof ProblemError)) throw failure
      return { status: failure.status, body: failure.problem satisfies ProblemDocument }
    }
  }

  return {
    memory,
    get today() {
      return today
    },
    as,
    async play(step) {
      if (step.day !== undefined) await setDay(step.day, step.state ?? scenario.state)
      const until = Date.now() + (step.expect.withinSeconds ?? 0) * 1_000
      let done: Done
      do {
        done = { say: String(fill(step.say, memory)), ...(await act(step)) }
        if (listDifferences(step, done, memory).length === 0) break
        if (Date.now() < until) await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
      } while (Date.now() < until)
      if (step.name !== undefined) memory[step.name] = done.body
      return done
    },
    async backToToday() {
      for (const state of moved) await at(state, 'trader').put('/api/v1/sandbox/clock', { now: null })
    },
  }
}

/** Nine in the morning of a day in a time zone: the instant whose wall clock there shows it. */
function nineOn(day: string, timeZone: string): string {
  const guess = new Date(`${day}T09:00:00Z`)
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(guess)
  return new Date(guess.getTime() - (Number(shown) - 9) * 3_600_000).toISOString()
}
