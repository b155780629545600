/** The job that carries out what was determined of a proof, for each declaration concerned. */
export const CARRY_OUT = 'proofs.carry-out'
