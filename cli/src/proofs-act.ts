import type { ProofAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Actor } from './client.ts'
import { sentenceOfProof } from './proof-lines.ts'
import { withRegion } from './with-region.ts'

export interface ProofOptions {
  readonly state: State
  readonly as: Actor
  readonly json?: true
  readonly [name: string]: unknown
}

/** Does something to a proof, and says how it stands then. */
export async function act(proof: string, { state, as, json }: ProofOptions, path: string, body: unknown): Promise<void> {
  await withRegion(async region => {
    const done = await region
      .node(state)
      .as(as)
      .post<ProofAnswer>(`${pathOf(proof)}/${path}`, body)
    console.log(json ? JSON.stringify(done) : sentenceOfProof(done))
  })
}

export function pathOf(proof: string): string {
  return `/api/v1/proofs/${encodeURIComponent(proof)}`
}
