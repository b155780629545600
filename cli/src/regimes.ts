import type { RegimeAuthorisation, RegimeLedger } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { ledgerText } from './scenario-ledger.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('regimes')
    .description(
      'List the authorisations to use customs regimes; or, with the number of one, print its ledger: stock, suspended debt, everything that happened.',
    )
    .argument('[number]', 'such as VN-R-000001')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(regimes)
}

interface Options {
  readonly state: State
  readonly json?: true
}

/** A supervisor sees those of every holder. */
async function regimes(number: string | undefined, { state, json }: Options): Promise<void> {
  await withRegion(async region => {
    const supervisor = region.node(state).as('supervisor')
    if (number !== undefined) {
      const ledger = await supervisor.get<RegimeLedger>(`/api/v1/regime-authorisations/${encodeURIComponent(number)}/ledger`)
      console.log(json ? JSON.stringify(ledger) : ledgerText(ledger))
      return
    }
    const { items } = await supervisor.get<{ readonly items: readonly RegimeAuthorisation[] }>('/api/v1/regime-authorisations?limit=500')
    if (json) console.log(JSON.stringify({ items }))
    else for (const each of items) console.log(`${each.number}: ${each.regime}, ${each.holder}, ${each.standing}, to ${each.validTo}`)
  })
}
