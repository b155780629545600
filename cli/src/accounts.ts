import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import type { DemonstrationAccount } from './client.ts'
import { registerLedger } from './ledger.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const accounts = program
    .command('accounts')
    .description(
      'List the demonstration accounts of a region on this machine, with their passwords and API keys. Below it: the days of the ledger.',
    )
    .option('--state <state>', 'of one member state, such as VN', readState)
    .option('--json', 'as a JSON list')
    .action(list)
  registerLedger(accounts)
}

async function list({ state, json }: { readonly state?: State; readonly json?: true }): Promise<void> {
  const accounts = await withRegion(async ({ baseUrl, accounts }) => {
    if (!isLoopback(new URL(baseUrl).hostname))
      throw new Refused(`the region answers at ${baseUrl}; demonstration accounts are for a region on this machine alone`)
    return accounts
      .filter(account => state === undefined || account.state === state)
      .map(account => ({ ...account, url: `${baseUrl}/${account.state.toLowerCase()}` }))
  })
  console.log(json ? JSON.stringify(accounts, undefined, 2) : tableOf(accounts))
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

const COLUMNS = ['state', 'role', 'email', 'password', 'apiKey', 'url'] as const

function tableOf(accounts: readonly (DemonstrationAccount & { readonly url: string })[]): string {
  const rows = [COLUMNS.map(String), ...accounts.map(account => COLUMNS.map(column => account[column]))]
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map(row => row[index]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
