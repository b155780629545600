import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { STATES, type State } from '@lintas/customs/reference'
import { type Config, loadServer, readConfig, visitRegion, whyNoDemonstration } from '@lintas/server'
import { type DemonstrationAccount, type RegionClient, regionClient } from './client.ts'
import { Refused } from './refused.ts'

/**
 * Does some work with the region of this home: the one that runs, else one of its own, started for the work and stopped after it.
 *
 * None is started where that would make a demonstration of an operator's installation.
 * Any number of commands may run at once. One of them starts the region; it stays until the last has finished.
 */
export async function withRegion<T>(work: (region: RegionClient) => Promise<T>): Promise<T> {
  return await visit(undefined, work)
}

/**
 * Asks the nodes of some states what changes nothing: where no region runs, those alone are started, without their jobs, in a fraction of the time.
 *
 * A command that needs more than they are waits until they have stopped.
 */
export async function withNodes<T>(states: readonly State[], work: (region: RegionClient) => Promise<T>): Promise<T> {
  return await visit(states, work)
}

async function visit<T>(asks: readonly State[] | undefined, work: (region: RegionClient) => Promise<T>): Promise<T> {
  const config = readConfig()
  const { url, baseUrl, leave } = await enterRegion(config, asks)
  const stopOnSignal = () => void leave().finally(() => process.exit(130))
  process.once('SIGINT', stopOnSignal).once('SIGTERM', stopOnSignal)
  try {
    return await work(regionClient(url, baseUrl, await readAccounts(config.home)))
  } finally {
    await leave()
    process.off('SIGINT', stopOnSignal).off('SIGTERM', stopOnSignal)
  }
}

interface Entered {
  readonly url: string
  readonly baseUrl: string
  leave(): Promise<void>
}

async function enterRegion(config: Config, asks: readonly State[] | undefined): Promise<Entered> {
  const later = config.baseUrl ?? `http://localhost:${config.port}` // a region of a command's own is gone when its address is read
  for (let told = false; ; ) {
    const visited = await visitRegion(config.home)
    if (visited !== undefined) {
      const { note, leave } = visited
      if ((asks ?? STATES).every(state => note.states.includes(state)))
        return { url: note.url, baseUrl: note.isPassing ? later : note.baseUrl, leave }
      await leave() // what runs are the nodes that another command asks
    }

    const obstacle = whyNoDemonstration(config)
    if (obstacle !== undefined) throw new Refused(`no region runs in ${config.home}, and none is started for this command: ${obstacle}`)
    const { holdRegion } = await loadServer()
    const region = await holdRegion(
      { logLevel: 'warn', ...config, port: 0 },
      { waitsForGuests: true, ...(asks === undefined ? {} : { asks }) },
    )
    if (!('heldBy' in region)) return { url: region.url, baseUrl: later, leave: region.stop }
    if (!told) console.error(`lintas: waiting for process ${region.heldBy}, which is starting or stopping the region`)
    told = true
    await sleep(100)
  }
}

/** The demonstration accounts of a home; none where it is not a region's. */
export async function readAccounts(home: string): Promise<readonly DemonstrationAccount[]> {
  try {
    return JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
