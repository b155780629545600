import type { Day } from '@lintas/customs/kernel'
import type { Confidence } from '@lintas/customs/reference'
import { type ChangeCounts, countChanges, diffSchedules, openSchedule, type ReadSchedule, type Schedule } from '@lintas/customs/tariff'
import type { Node, Writer } from '../platform/node.ts'
import type { ScheduleFile } from './read-file.ts'
import { schedulesOf } from './schedules.ts'
import { countVersionsFrom, getVersion, insertVersion, lockVersions, type NewVersion, type VersionRow } from './store.ts'

/** What its loader says of a schedule's file. */
export interface VersionFacts {
  readonly validFrom: Day
  readonly source: string
  readonly confidence: Confidence
}

/**
 * Loads a file as a proposed version, beside the version in force and without effect on it.
 *
 * @param by the account that loads it; another one approves
 * @param answer what to do in the same transaction with the version as it was loaded
 */
export async function loadVersion<T>(
  node: Node,
  file: ScheduleFile,
  facts: VersionFacts & { readonly by: string },
  answer: (tx: Writer, row: VersionRow) => Promise<T>,
): Promise<T> {
  const base = await schedulesOf(node).on(facts.validFrom)
  return await node.db.transaction(async tx => {
    await lockVersions(tx)
    const number = (await countVersionsFrom(tx, facts.validFrom)) + 1
    const version = newVersion(node, `${node.state}-${facts.validFrom}-${number}`, file, facts, base)
    await writeVersion(node, tx, version, file.read)
    return await answer(tx, await getVersion(tx, version.id))
  })
}

/** Writes a version and records in the same transaction that it was loaded. */
export async function writeVersion(node: Node, tx: Writer, version: NewVersion, read: ReadSchedule): Promise<void> {
  await insertVersion(tx, version, read)
  const { id, valid_from: validFrom, source, sha256, rows, lines, headings, problems, base, added, removed, changed, loaded_by } = version
  await node.events.append(tx, [
    {
      subject: 'tariff',
      subjectId: id,
      act: 'load',
      by: loaded_by,
      facts: { version: id, validFrom, source, sha256, rows, lines, headings, problems, base, added, removed, changed },
    },
  ])
}

export function newVersion(
  node: Node,
  id: string,
  file: ScheduleFile,
  facts: VersionFacts & { readonly by: string },
  base: Schedule | undefined,
): NewVersion {
  const { read, sha256 } = file
  return {
    id,
    valid_from: facts.validFrom,
    source: facts.source,
    confidence: facts.confidence,
    sample: false,
    sha256,
    columns: read.columns,
    rows: read.rows,
    lines: read.lines.length,
    headings: read.headings.length,
    problems: read.problems.length,
    base: base?.version.id ?? null,
    ...countAgainst(node, base, read),
    loaded_by: facts.by,
  }
}

function countAgainst(node: Node, base: Schedule | undefined, read: ReadSchedule): ChangeCounts {
  const version = { id: '', state: node.state, validFrom: node.clock.today(), source: '', confidence: 'assumed' as const }
  const proposed = openSchedule(version, read.lines, read.headings)
  return countChanges(diffSchedules(base, proposed), proposed)
}
