import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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
  const config = readConfig()
  const { url, baseUrl, leave } = await enterRegion(config)
  const stopOnSignal = () => void leave().finally(() => process.exit(130))
  process.once('SIGINT', stopOnSignal).once('SIGTERM', stopOnSignal)
  try {
    return await work(regionClient(url, baseUrl, await readAccounts(config.home)))
  } finally {
    await leave()
    process.off('SIGINT', stopOnSignal).off('SIGTERM', stopOnSignal)
  }
}

async function enterRegion(config: Config): Promise<{ url: string; baseUrl: string; leave(): Promise<void> }> {
  const later = config.baseUrl ?? `http://localhost:${config.port}` // a region of our own is gone when its address is read
  for (let told = false; ; ) {
    const visit = await visitRegion(config.home)
    if (visit !== undefined) return { url: visit.note.url, baseUrl: visit.note.baseUrl, leave: visit.leave }

    const obstacle = whyNoDemonstration(config)
    if (obstacle !== undefined) throw new Refused(`no region runs in ${config.home}, and none is started for this command: ${obstacle}`)
    const { holdRegion } = await loadServer()
    const region = await holdRegion({ logLevel: 'warn', ...config, port: 0 }, { waitsForGuests: true })
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
