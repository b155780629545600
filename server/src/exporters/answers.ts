import type { ExporterApplication, OriginList, RegisteredExporter } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { exporterStandingOn } from '@lintas/customs/origin'
import type { ApplicationRow } from './application-store.ts'
import type { ListRow } from './list-store.ts'
import { keysOf } from './register.ts'
import type { ExporterRow } from './register-store.ts'

export function applicationAnswer(row: ApplicationRow): ExporterApplication {
  const { id, trader, code, body, appliedAt, findings, note, decision, reason, validFrom, validTo } = row
  return {
    id,
    trader,
    ...(code === null ? {} : { code }),
    exporter: body,
    status: decision ?? (findings === null ? 'applied' : 'examined'),
    appliedAt: appliedAt.toISOString(),
    ...(findings === null ? {} : { findings }),
    ...(note === null ? {} : { note }),
    ...(reason === null ? {} : { reason }),
    ...(validFrom === null ? {} : { validFrom }),
    ...(validTo === null ? {} : { validTo }),
  }
}

export function exporterAnswer({ state, trader, entry }: ExporterRow, today: Day): RegisteredExporter {
  return { ...entry, state, ...(trader === null ? {} : { trader }), standing: exporterStandingOn(entry, today) }
}

export function listAnswer(row: ListRow): OriginList {
  const { id, kind, state, entries, reason, proposedBy, decision, decidedBy, refusal } = row
  return {
    id,
    kind,
    state,
    entries: entries.length,
    about: keysOf(row),
    reason,
    status: decision ?? 'proposed',
    proposedBy,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
  }
}
