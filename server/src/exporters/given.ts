import type { Result } from '@lintas/customs/kernel'
import { Problem } from '../platform/http/index.ts'

const STATUSES: Readonly<Record<string, number>> = {
  'exporters.application-decided': 409,
  'exporters.application-open': 409,
  'exporters.application-unexamined': 409,
  'exporters.application-unknown': 404,
  'exporters.certified-already': 409,
  'exporters.declaration-made': 409,
  'exporters.examined-yourself': 403,
  'exporters.list-decided': 409,
  'exporters.list-unknown': 404,
  'exporters.list-yourself': 403,
  'exporters.not-suspended': 409,
  'exporters.unknown': 404,
  'exporters.withdrawn': 409,
}

/** What a verb answered, or its refusal as the answer of the route. */
export function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(STATUSES[result.issues[0]?.code ?? ''] ?? 422, result.issues)
  return result.value
}
