import { z } from 'zod'
import { type Day, parseUnlocode, type Unlocode } from '../kernel/index.ts'
import { type LawBook, lawKind, lawRowSchema } from './law.ts'
import { parseState } from './states.ts'
import { TRANSPORT_MODES } from './transport.ts'

export const OFFICE_PROCEDURES = ['import', 'export', 'transit'] as const
export type OfficeProcedure = (typeof OFFICE_PROCEDURES)[number]

const officeSchema = lawRowSchema
  .extend({
    /** Ours: the state and a name of up to eight letters and digits, `VN-HPH`. A place may have several offices. */
    code: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{2,8}$/),
    name: z.string().min(1),
    place: z.enum(['seaport', 'river-port', 'airport', 'land-checkpoint', 'inland']),
    /** The UN/LOCODE of the place, where we are sure of it. */
    unlocode: z
      .string()
      .refine(text => parseUnlocode(text) !== undefined, 'a UN/LOCODE such as VNHPH')
      .transform(text => text as Unlocode)
      .optional(),
    /** UN/ECE Rec 19: 1 maritime, 2 rail, 3 road, 4 air, 5 mail, 6 multimodal, 7 fixed installation, 8 inland water. */
    modes: z.array(z.enum(TRANSPORT_MODES)).min(1),
    procedures: z.array(z.enum(OFFICE_PROCEDURES)).min(1),
  })
  .refine(row => row.code.startsWith(`${row.state}-`), 'a code that begins with the state')
  .refine(row => row.unlocode === undefined || row.unlocode.startsWith(row.state), 'a UN/LOCODE of the state')

export type Office = z.output<typeof officeSchema>

/** Customs offices where goods are declared and controlled. */
export const OFFICES = lawKind('office', officeSchema, row => row.code)

/** The office a code names on a day, in whichever state; undefined where there is none, or none any more. */
export function findOffice(law: LawBook, code: string, day: Day): Office | undefined {
  const state = parseState(code.slice(0, 2))
  return state === undefined ? undefined : law.on(OFFICES, state, day).find(office => office.code === code)
}
