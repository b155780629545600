import type { DeclarationDocument } from '../declaration/index.ts'
import { error, ok, type Result, stop } from '../kernel/index.ts'
import { CONTROLS, type Control, eachOnce } from './control.ts'
import { LANES, type Lane, laneOf } from './lane.ts'
import type { RiskHit, Screening } from './screen.ts'

/** The code of the additional information that tells a sandbox what to ask for. */
export const SCRIPT_CODE = 'SANDBOX'

/** What a declarant who tries a sandbox wants asked of the consignment, whatever profiles and lot say. */
export interface Script {
  readonly controls: readonly Control[]
}

/** The least that leads to a lane. */
const CONTROLS_OF: Readonly<Record<Lane, readonly Control[]>> = {
  green: [],
  blue: ['after-release-check'],
  yellow: ['document-check'],
  red: ['examination'],
}

/**
 * Reads the script in a declaration: additional information with the code `SANDBOX` and a text such as `lane=red` or
 * `controls=document-check,scan`. Nothing where there is none. Only a sandbox asks; elsewhere the text is only a text.
 */
export function readScript({ additionalInformation }: DeclarationDocument): Result<Script | undefined> {
  const index = additionalInformation.findIndex(({ code }) => code === SCRIPT_CODE)
  if (index < 0) return ok(undefined)
  const given = additionalInformation[index]?.text ?? ''
  const [, word = '', list = ''] = /^(lane|controls)=([a-z,-]+)$/.exec(given) ?? []
  const lane = LANES.find(each => each === list)
  const controls = word === 'lane' ? lane && CONTROLS_OF[lane] : listed(list)
  return controls === undefined
    ? stop(error('risk.script-unreadable', `additionalInformation[${index}].text`, { given, lanes: LANES.join(', ') }))
    : ok({ controls })
}

function listed(list: string): readonly Control[] | undefined {
  const words = list.split(',')
  const known = CONTROLS.filter(control => words.includes(control))
  return known.length === words.length ? eachOnce(known) : undefined
}

/** A screening as the script wants it: its controls and no others. What was asked, and the lot, stay as they are. */
export function followScript(screening: Screening, { controls }: Script): Screening {
  const lane = laneOf(controls)
  const hit: RiskHit = { source: 'scripted', profile: 'script', version: 1, paths: [], controls, mitigated: false, capped: false }
  return { ...screening, hits: [hit], controls, lane, rank: LANES.indexOf(lane) * 100 + Math.min(1, controls.length) }
}
