import type { ProfileDiff, StoredProfile } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { printDiff } from './print-diff.ts'
import { registerOffers } from './profile-offers.ts'
import { registerTrials } from './profiles-try.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['officer', 'supervisor']

export function register(program: Command): void {
  const profiles = program
    .command('profiles')
    .description(
      'Risk profiles: what runs, what waits for a second person, what it would change, and what it would have done with the past.',
    )

  profiles
    .command('list')
    .description('Profiles of a state, every version.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--status <status>', 'how they stand').choices(['proposed', 'approved', 'retired']))
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('officer'))
    .option('--json', 'one JSON object a line')
    .action(list)

  const ofVersion = (name: string) =>
    profiles
      .command(name)
      .argument('<id>', 'the profile, such as liquor-and-tobacco')
      .argument('<version>', 'its version, such as 2', readVersion)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .option('--json', 'as one JSON object')
  ofVersion('diff')
    .description('Show what a version changes in the one that runs.')
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('supervisor'))
    .action(diff)
  ofVersion('approve').description('Let a proposed version run, as the supervisor.').action(decide('approval'))
  registerTrials(profiles)
  registerOffers(profiles, readVersion)
  ofVersion('retire').description('End a version before its time, as the supervisor.').action(decide('retirement'))
}

interface ListOptions {
  readonly state: State
  readonly status?: string
  readonly as: Actor
  readonly json?: true
}

async function list({ state, status, as, json }: ListOptions): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    for (const each of await collect<StoredProfile>(client, `/api/v1/risk/profiles${queryOf({ status })}`)) {
      console.log(json ? JSON.stringify(each) : sentenceOf(each))
    }
  })
}

interface VersionOptions {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function diff(id: string, version: number, { state, as, json }: VersionOptions): Promise<void> {
  await withRegion(async region => {
    const found = await region
      .node(state)
      .as(as)
      .get<ProfileDiff>(`${pathOf(id, version)}/diff`)
    if (json) {
      console.log(JSON.stringify(found))
      return
    }
    console.log(found.against === undefined ? 'no version before it runs' : `against version ${found.against}, which runs`)
    printDiff(found)
  })
}

function decide(act: 'approval' | 'retirement') {
  return async (id: string, version: number, { state, json }: Omit<VersionOptions, 'as'>): Promise<void> => {
    await withRegion(async region => {
      const decided = await region
        .node(state)
        .as('supervisor')
        .post<StoredProfile>(`${pathOf(id, version)}/${act}`)
      console.log(json ? JSON.stringify(decided) : sentenceOf(decided))
    })
  }
}

function pathOf(id: string, version: number): string {
  return `/api/v1/risk/profiles/${encodeURIComponent(id)}/versions/${version}`
}

function sentenceOf({ id, version, status, reason, controls, validFrom, validTo, maxHitsPerDay }: StoredProfile): string {
  const most = maxHitsPerDay === undefined ? '' : `, at most ${maxHitsPerDay} a day`
  return `${id} ${version}: ${status}, from ${validFrom} until before ${validTo}${most}; ${controls.join(', ')}: ${reason}`
}

function readVersion(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('needs the number of a version, such as 2.')
  return Number(text)
}
