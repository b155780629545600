import { join } from 'node:path'
import { CLONE, findRegion, loadServer, readConfig } from '@lintas/server'
import type { Command } from 'commander'
import { buildWeb } from './build-web.ts'
import type { DemonstrationAccount } from './client.ts'
import { Refused } from './refused.ts'
import { readAccounts } from './with-region.ts'

export function register(program: Command): void {
  program.command('start').description('Run the whole region, eleven nodes, on this machine until it is told to stop.').action(start)
}

async function start(): Promise<void> {
  const config = readConfig()
  const running = await findRegion(config.home)
  if (running !== undefined) throw new Refused(`the region runs already at ${running.baseUrl} (process ${running.pid})`)

  const say = (line: string) => console.error(`lintas: ${line}`)
  say(`starting the region in ${config.home}`)
  const { holdRegion, untilStopped } = await loadServer()
  const region = await holdRegion({ logLevel: 'warn', ...config }, { waitsForGuests: false })
  if ('heldBy' in region) throw new Refused(`process ${region.heldBy} is starting or stopping the region of this LINTAS_HOME`)
  let isRunning = true
  const stopped = untilStopped(region).then(() => {
    isRunning = false
  })
  await buildWeb(CLONE, join(config.home, 'web'), say)
  if (isRunning) console.error(welcome(region.baseUrl, await readAccounts(config.home)))
  await stopped
}

/** What to open, and as whom. */
function welcome(baseUrl: string, accounts: readonly DemonstrationAccount[]): string {
  const shown = ['VN', 'SG', 'TH'].flatMap(state => {
    return ['trader', 'officer'].flatMap(role => accounts.filter(account => account.state === state && account.role === role))
  })
  const width = Math.max(0, ...shown.map(account => account.email.length))
  return [
    '',
    `Lintas is running: open ${baseUrl}`,
    '',
    ...(shown.length === 0 ? [] : ['Sign in as', ...shown.map(each => `  ${each.email.padEnd(width)}  ${each.password}`), '']),
    './lintas accounts lists the accounts of all eleven states. Stop with Ctrl-C.',
    '',
  ].join('\n')
}
