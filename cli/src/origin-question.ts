import type { OriginBill } from '@lintas/contract'
import type { NodeClient } from './client.ts'
import { readBytes, readJson } from './given-file.ts'
import { Refused } from './refused.ts'

/** The question of a file; with a bill of materials from another, which the node reads. */
export async function readQuestion(node: NodeClient, file: string, bill: string | undefined): Promise<unknown> {
  const question = await readJson(file)
  if (bill === undefined) return question
  if (typeof question !== 'object' || question === null) throw new Refused(`${file} holds no question`)
  const { materials } = await node.post<OriginBill>('/api/v1/origin/bills', await readBytes(bill), { 'content-type': 'text/csv' })
  return { ...question, materials }
}
