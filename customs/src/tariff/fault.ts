/** What a fault in the tariff data is in. */
export const FAULT_FIELDS = ['code', 'description', 'unit', 'rate', 'other'] as const
export type FaultField = (typeof FAULT_FIELDS)[number]

/** How far a fault has come: told by somebody, found true, put right, found to be none. */
export const FAULT_STANDINGS = ['reported', 'confirmed', 'mended', 'rejected'] as const
export type FaultStanding = (typeof FAULT_STANDINGS)[number]

/** What customs may do about a fault, and what it is then. */
export const FAULT_ACTS = ['confirm', 'mend', 'reject'] as const
export type FaultAct = (typeof FAULT_ACTS)[number]

const ACTS: Readonly<Record<FaultStanding, readonly FaultAct[]>> = {
  reported: ['confirm', 'mend', 'reject'],
  confirmed: ['mend', 'reject'],
  mended: [],
  rejected: [],
}

export function faultActsOf(standing: FaultStanding): readonly FaultAct[] {
  return ACTS[standing]
}

export function afterFaultAct(act: FaultAct): FaultStanding {
  return act === 'confirm' ? 'confirmed' : act === 'mend' ? 'mended' : 'rejected'
}

/** In which field of the tariff data a problem of a file lies, by its column and what is wrong. */
export function fieldOfProblem(column: string, problem: string): FaultField {
  if (column === 'code' || column === 'unit') return column
  if (column.startsWith('description')) return 'description'
  return ['tariff.cell-unreadable', 'tariff.cell-ambiguous', 'tariff.rate-implausible'].includes(problem) ? 'rate' : 'other'
}
