import { z } from 'zod'
import { text } from '../declaration/index.ts'
import { nameKey, saidDay, specimenSchema } from './certified-exporter.ts'

/**
 * Who may sign certificates of origin on paper for a state, with the specimens the states send one another.
 *
 * @source ATIGA Annex 8, rule 2.1
 */
export const officialEntrySchema = z.strictObject({
  name: text(140),
  office: text(140),
  address: text(350).optional(),
  specimen: specimenSchema,
  seal: specimenSchema.optional(),
  validFrom: saidDay,
  validTo: saidDay.optional(),
})
export type OfficialEntry = z.output<typeof officialEntrySchema>

/** By what an official is found again in a later list of the same state. */
export function officialKey({ name, office }: Pick<OfficialEntry, 'name' | 'office'>): string {
  return `${nameKey(name)} | ${nameKey(office)}`
}
