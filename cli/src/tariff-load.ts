import { basename } from 'node:path'
import type { TariffProblem, TariffVersion } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { Confidence, State } from '@lintas/customs/reference'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readBytes } from './given-file.ts'
import { approve, printChanges, SHOWN, sentenceOf } from './tariff-version.ts'
import { withRegion } from './with-region.ts'

export interface LoadOptions {
  readonly state: State
  readonly file: string
  readonly validFrom: Day
  readonly source?: string
  readonly confidence: Confidence
  readonly approveAs?: Actor
  readonly json?: true
}

/** Sends the file, has the second person approve it where one is named, and prints what was loaded and what is wrong in it. */
export async function load(options: LoadOptions): Promise<void> {
  const started = performance.now()
  const csv = await readBytes(options.file)
  await withRegion(async region => {
    const node = region.node(options.state)
    const administrator = node.as('administrator')
    const query = new URLSearchParams({
      validFrom: options.validFrom,
      source: options.source ?? basename(options.file),
      confidence: options.confidence,
    })
    let version = await administrator.post<TariffVersion>(`/api/v1/tariff/versions?${query}`, csv, { 'content-type': 'text/csv' })
    if (options.approveAs !== undefined) version = await approve(node.as(options.approveAs), version.id)
    const problems = await collect<TariffProblem>(administrator, `/api/v1/tariff/versions/${version.id}/problems`)
    const seconds = Math.round(performance.now() - started) / 1000

    if (options.json) {
      const { state, lines, headings, rows } = version
      const found = problems.map(({ row, column, cell, code, commodityCode }) => ({ row, column, cell, code, commodityCode }))
      console.log(JSON.stringify({ state, version: version.id, lines, headings, rows, problems: found, seconds }))
      return
    }
    console.log(sentenceOf(version))
    for (const problem of problems.slice(0, SHOWN))
      console.log(`  row ${problem.row}, ${problem.column} '${problem.cell}': ${problem.message}`)
    if (problems.length > SHOWN) console.log(`  … and ${problems.length - SHOWN} more problems`)
    await printChanges(administrator, version)
  })
}
