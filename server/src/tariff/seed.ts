import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { STATE_FACTS } from '@lintas/customs/reference'
import { SAMPLE_SCHEDULES } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { newVersion, writeVersion } from './load.ts'
import { readScheduleFile } from './read-file.ts'
import { hasSample, insertDecision, lockVersions, notifyApproved } from './store.ts'

/** Who loads and approves a sample: nobody but the program, which says so in the log. */
const SYSTEM = 'system'

/**
 * Gives a node that has no sample schedule the one that comes with the project, where its law has one.
 *
 * A sample is in force only where no approved version is, and every figure that rests on it says so.
 */
export async function seedSample(node: Node): Promise<void> {
  const row = node.law.rows(SAMPLE_SCHEDULES).find(each => each.state === node.state)
  if (row === undefined || (await hasSample(node.db))) return

  const path = fileURLToPath(new URL(`../../../law/${node.state.toLowerCase()}/schedule-sample.csv`, import.meta.url))
  const file = await readScheduleFile(createReadStream(path), STATE_FACTS[node.state].currency)
  if (!file.ok) throw new Error(`given ${path}, needs a schedule: ${file.issues.map(issue => issue.code).join(', ')}`)

  await node.db.transaction(async tx => {
    await lockVersions(tx)
    if (await hasSample(tx)) return
    const id = `${node.state}-${row.validFrom}-sample`
    const version = { ...newVersion(node, id, file.value, { ...row, by: SYSTEM }, undefined), sample: true }
    await writeVersion(node, tx, version, file.value.read)
    await insertDecision(tx, { version: id, decision: 'approved', reason: 'sample', by: SYSTEM })
    await notifyApproved(tx, id)
  })
}
