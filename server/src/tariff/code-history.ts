import type { CodeHistory } from '@lintas/contract'
import { formatRate, predecessorsIn, successorsIn } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { listLineOfVersions } from './correlation-store.ts'
import { correlationsOn } from './correlations.ts'

/** A code through the versions of the schedule, with what it came from and what took its place; tables that are yet to take effect among them. */
export async function readHistory(node: Node, code: string): Promise<CodeHistory> {
  const [versions, correlations] = await Promise.all([listLineOfVersions(node.db, code), correlationsOn(node, EVER)])
  return {
    state: node.state,
    code,
    versions: versions.map(({ id, valid_from: validFrom, source, confidence, sample, description, rates }, place) => {
      const until = versions[place + 1]?.valid_from
      return {
        version: { id, validFrom, source, confidence, sample },
        ...(until === undefined ? {} : { validTo: until }),
        isThere: description !== null,
        ...(description === null ? {} : { description: { ...description } }),
        ...(rates?.mfn === undefined ? {} : { mfn: formatRate(rates.mfn) }),
      }
    }),
    correlations: correlations.flatMap(({ id, validFrom, source, confidence, pairs }) => {
      const [successors, predecessors] = [successorsIn(pairs, code), predecessorsIn(pairs, code)]
      if (successors.length + predecessors.length === 0) return []
      return [{ correlation: { id, validFrom, source, confidence }, successors: [...successors], predecessors: [...predecessors] }]
    }),
  }
}

const EVER = '9999-12-31' as Parameters<typeof correlationsOn>[1]
