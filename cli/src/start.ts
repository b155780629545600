import { findRegion, loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'
import { Refused } from './refused.ts'

export function register(program: Command): void {
  program.command('start').description('Run the whole region, eleven nodes, on this machine until it is told to stop.').action(start)
}

async function start(): Promise<void> {
  const config = readConfig()
  const running = await findRegion(config.home)
  if (running !== undefined) throw new Refused(`the region runs already at ${running.baseUrl} (process ${running.pid})`)

  const { holdRegion, untilStopped } = await loadServer()
  const region = await holdRegion(config, { waitsForGuests: false })
  if ('heldBy' in region) throw new Refused(`process ${region.heldBy} is starting or stopping the region of this LINTAS_HOME`)
  console.error(welcome(region.baseUrl))
  await untilStopped(region)
}

function welcome(baseUrl: string): string {
  return `\nLintas is running. Open ${baseUrl}\nStop it with Ctrl-C.\n`
}
