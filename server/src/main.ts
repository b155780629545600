import { mkdir } from 'node:fs/promises'
import { STATES, type State } from '@lintas/customs/reference'
import { makeAdministrator } from './platform/access/index.ts'
import { backup, refuseHalfRestored, restore } from './platform/backup/index.ts'
import { type Config, isLoopback } from './platform/config.ts'
import { openDatabases } from './platform/database-servers.ts'
import { markInService } from './platform/home-kind.ts'
import { tryLock } from './platform/lock-file.ts'
import { publishRegion, regionLockIn, waitForGuests } from './platform/region-note.ts'
import { openLog } from './platform/telemetry.ts'
import { type Region, startRegion } from './region.ts'

/** What one process does for which states. */
export interface Duties {
  readonly states: readonly State[]
  readonly serves: boolean
  readonly works: boolean
  readonly sandbox: boolean
}

/**
 * Starts the region of this home, unless one runs already: then answers who holds it.
 *
 * Commands find it by its note. Stopping takes the note back first, so that no command finds what is about to end.
 *
 * Whoever only asks some states has no other node started, and no jobs done: nothing it does has to go on.
 */
export async function holdRegion(
  config: Config,
  options: { readonly waitsForGuests: boolean; readonly asks?: readonly State[] },
): Promise<Region | { readonly heldBy: number }> {
  await prepareHome(config.home)
  const states = options.asks ?? STATES
  const lock = await tryLock(regionLockIn(config.home))
  if ('heldBy' in lock) return { heldBy: lock.heldBy.pid }
  return await startUndisturbed(async unwanted => {
    try {
      const region = await startRegion({
        config,
        log: openLog(config.logLevel ?? 'info'),
        unwanted,
        states,
        serves: true,
        works: options.asks === undefined,
        sandbox: config.sandbox ?? isLoopback(config),
      })
      const passing = options.waitsForGuests ? ({ isPassing: true } as const) : {}
      const withdraw = await publishRegion(config.home, { url: region.url, baseUrl: region.baseUrl, states, ...passing })
      const stop = once(async () => {
        await withdraw()
        if (options.waitsForGuests) await waitForGuests(config.home)
        await region.stop()
        await lock.release()
      })
      return { ...region, stop }
    } catch (cause) {
      await lock.release()
      throw cause
    }
  })
}

/** Starts some states' nodes that other processes may share the database with: `lintas serve`, `lintas work`. */
export async function startNodes(config: Config, duties: Duties): Promise<Region> {
  await prepareHome(config.home)
  if (!duties.sandbox) await markInService(config.home)
  return await startUndisturbed(async unwanted => {
    const region = await startRegion({ config, log: openLog(config.logLevel ?? 'info'), unwanted, ...duties })
    return { ...region, stop: once(region.stop) }
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Starts something that must not be left half started: somebody who ends this process meanwhile waits until what has begun can be stopped as it
 * should, its database server with it; no more is begun. A second signal does not wait.
 */
async function startUndisturbed(start: (unwanted: AbortSignal) => Promise<Region>): Promise<Region> {
  const wish = new AbortController()
  const unwant = () => wish.abort()
  for (const signal of SIGNALS) process.once(signal, unwant)
  try {
    const region = await start(wish.signal)
    if (!wish.signal.aborted) return region
    await region.stop()
  } catch (cause) {
    if (!wish.signal.aborted) throw cause
  } finally {
    for (const signal of SIGNALS) process.off(signal, unwant)
  }
  return process.exit(130)
}

/**
 * Waits until somebody ends this process, then stops what it runs.
 *
 * The first signal stops gracefully; a second one, from somebody who does not want to wait, ends the process where it stands: nothing acknowledged is lost by that either.
 */
export async function untilStopped(region: Pick<Region, 'stop'>): Promise<void> {
  await new Promise<void>(resolve => {
    for (const signal of SIGNALS) process.once(signal, () => resolve())
  })
  for (const signal of SIGNALS) process.once(signal, () => process.exit(1))
  await region.stop()
  for (const signal of SIGNALS) process.removeAllListeners(signal)
}

/**
 * The URL of a state's database, as its owner.
 *
 * An embedded server that nobody else holds goes on running when this process ends, so that the URL leads somewhere; the next
 * command adopts it, and stops it in the end.
 */
export async function ownerUrlOf(config: Config, state: State): Promise<string> {
  const databases = await openDatabases(config, [state], openLog(config.logLevel ?? 'warn'))
  await databases.leave()
  return databases.urlOf(state, 'lintas_owner')
}

/**
 * Makes an account of a line of administration in a state's database; undefined where the address is taken. Nothing is served meanwhile, and
 * a region that runs goes on running.
 */
export async function makeAdministratorOf(config: Config, state: State, wanted: Parameters<typeof makeAdministrator>[1]) {
  const region = await startNodes(config, { states: [state], serves: false, works: false, sandbox: config.sandbox ?? false })
  try {
    return await makeAdministrator(region.node(state), wanted)
  } finally {
    await region.stop()
  }
}

/** Writes a backup, of a region that runs or one that does not. */
export async function saveTo(config: Config, file: string) {
  await prepareHome(config.home)
  return await backup(config, file, openLog(config.logLevel ?? 'info'))
}

/** Fills an empty home from a backup. */
export async function restoreFrom(config: Config, file: string) {
  return await restore(config, file, openLog(config.logLevel ?? 'info'))
}

async function prepareHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  await refuseHalfRestored(home)
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
