import { z } from 'zod'
import { type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { compileExpression } from './expression.ts'
import { type ProfileDraft, profileDraftSchema, type RiskProfile } from './profile.ts'
import type { RegisterEntry } from './resemblance.ts'
import { tellsWhom } from './shared-indicator.ts'

/** What one state offers another of a profile: the question and why it is asked. Who answers for it, and how many a day it may pick, stays at home. */
export const offeredProfileSchema = profileDraftSchema
  .pick({
    objective: true,
    reason: true,
    instructions: true,
    expression: true,
    controls: true,
    mitigable: true,
    validFrom: true,
    validTo: true,
  })
  .extend({ title: profileDraftSchema.shape.id, note: z.string().trim().min(3).max(500).optional() })
export type OfferedProfile = z.output<typeof offeredProfileSchema>

/** Fields whose values are one state's own, or name somebody: its registrations, its offices, its watch list, parties. Parties cross a border as digests alone. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'declaration.office',
  'declaration.listed',
  'party.id',
  'party.name',
  'party.aeoCode',
  'route.transportDocuments',
  'route.containers',
  'manifest.office',
  'manifest.journey',
  'cargo.number',
  'cargo.consignor',
  'cargo.consignee',
  'cargo.consigneeId',
  'cargo.notify',
  'cargo.containers',
])

/** What of a profile may cross a border; refused, all reasons at once, where it asks for what is one state's own or its words name whom the state watches. */
export function offerProfile(
  { id, objective, reason, instructions, expression, controls, mitigable, validFrom, validTo }: RiskProfile,
  note: string | undefined,
  watched: readonly Pick<RegisterEntry, 'text' | 'aliases'>[],
): Result<OfferedProfile> {
  const compiled = compileExpression(expression)
  if (!compiled.ok) return compiled
  const said = { reason, instructions, note, expression }
  const issues: Issue[] = [
    ...[...compiled.value.fields]
      .filter(field => OWN_FIELDS.has(field))
      .map(field => error('risk.offer-own-field', 'expression', { field })),
    ...Object.entries(said)
      .filter(([, text]) => text !== undefined && watched.some(each => tellsWhom(each, text)))
      .map(([path]) => error('risk.offer-names', path)),
  ]
  if (issues.length > 0) return stop(...issues)
  const words = { ...(instructions === undefined ? {} : { instructions }), ...(note === undefined ? {} : { note }) }
  return ok({ title: id, objective, reason, expression, controls, mitigable, validFrom, validTo, ...words })
}

/** What the officer of the state that was offered it says: its own name, unit and days; everything else is as it was offered. */
export type OwnWords = Pick<ProfileDraft, 'id' | 'owner' | 'validFrom' | 'validTo'>

/** The draft of a profile from what another state offered. It is proposed, tried and approved like every other. */
export function draftFromOffer({ title: _, note: __, ...offered }: OfferedProfile, own: OwnWords): ProfileDraft {
  return { ...offered, ...own }
}

/** Whether what was offered is over. */
export function isOver({ validTo }: Pick<OfferedProfile, 'validTo'>, today: Day): boolean {
  return today >= validTo
}
