import type { CargoDocument, CargoDocumentAnswer, ManifestAnswer, ManifestDecision, ManifestSummary } from '@lintas/contract'

type Amount = CargoDocument['left']

/** An amount of goods as a line says it. */
export function tellAmount({ packages, grossMassKg }: Amount): string {
  return `${packages} packages, ${grossMassKg} kg`
}

/** A manifest with its totals, a line each. */
export function tellManifest(manifest: ManifestSummary & Partial<Pick<ManifestAnswer, 'residues' | 'issues'>>): string {
  const { number, means, journey, office, status, arrivedOn, expectedOn, containers, totals } = manifest
  const came = arrivedOn === undefined ? `expected ${expectedOn}` : `arrived ${arrivedOn}`
  const states = Object.entries(totals.byStatus)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
  return [
    `${number}: ${means.name ?? means.id}${journey === undefined ? '' : ` ${journey}`}, ${office}, ${status}, ${came}`,
    `  ${totals.documents} transport documents in ${containers} containers: ${states}`,
    `  announced ${tellAmount(totals.announced)}`,
    `  ${manifest.dischargedOn === undefined ? 'there are' : 'landed'} ${tellAmount(totals.total)}; ${totals.differences} differences`,
    `  declared ${tellAmount(totals.declared)}; gone ${tellAmount(totals.gone)}; left ${tellAmount(totals.left)}; declared beyond what there is ${tellAmount(totals.excess)}`,
    ...(manifest.residues ?? []).map(each => `  residue in ${each.container}: ${each.massKg} kg, ${each.description}`),
    ...(manifest.issues ?? []).map(each => `  ${each.message}`),
  ].join('\n')
}

/** Transport documents, a line each. */
export function tellDocuments(documents: readonly CargoDocument[]): string {
  const lines = documents.map(each => {
    const parts = [
      each.status,
      ...(each.timeSensitive === undefined ? [] : [`cannot wait: ${each.timeSensitive}`]),
      `left ${tellAmount(each.left)}`,
      ...(each.short === undefined || isNone(each.short) ? [] : [`short ${tellAmount(each.short)}`]),
      ...(each.over === undefined || isNone(each.over) ? [] : [`over ${tellAmount(each.over)}`]),
      ...(each.damagedPackages === undefined || each.damagedPackages === 0 ? [] : [`${each.damagedPackages} damaged`]),
      ...(each.added === undefined ? [] : [`counted as landed ${tellAmount(each.added)}`]),
      ...(each.missing === undefined ? [] : [`missing ${tellAmount(each.missing)}`]),
      ...(each.disposed === undefined ? [] : [`disposed of ${tellAmount(each.disposed)}`]),
      ...(each.location === undefined ? [] : [`at ${each.location}`]),
      ...(each.lastOn === undefined ? [] : [`until ${each.lastOn}`]),
      ...(each.abandonedOn === undefined ? [] : [`passed to disposal ${each.abandonedOn}`]),
    ]
    return `${each.number}: ${parts.join(', ')}`
  })
  return lines.length === 0 ? 'none' : lines.join('\n')
}

/** One transport document with its declarations and its days. */
export function tellDocument(document: CargoDocumentAnswer): string {
  const { limit, chargedFrom, writeOffs, passages } = document
  return [
    tellDocuments([document]),
    ...writeOffs.map(each => `  ${each.mrn} took ${tellAmount(each)} on ${each.on}; ${each.status}`),
    ...passages.map(each => `  ${each.direction} ${each.number}: ${tellAmount(each)} on ${each.on}`),
    limit === undefined
      ? '  no period of temporary storage is on file here: nothing becomes unclaimed of itself'
      : `  ${limit.days} days in storage, to ${limit.lastOn} (${limit.law}, ${limit.confidence}; ${limit.legalRef})`,
    ...(chargedFrom === undefined ? [] : [`  storage is charged from ${chargedFrom}`]),
  ].join('\n')
}

/** What customs decided, a line each. */
export function tellDecisions(decisions: readonly ManifestDecision[]): string {
  const lines = decisions.map(({ id, kind, documents, words, dueOn, answer }) => {
    const about = documents === undefined ? 'the whole manifest' : documents.join(', ')
    const due = dueOn === undefined || answer !== undefined ? '' : `, by ${dueOn}`
    return `${id} ${kind} ${about}: ${words}${due}${answer === undefined ? '' : `\n  answered: ${answer}`}`
  })
  return lines.length === 0 ? 'customs decided nothing' : lines.join('\n')
}

function isNone({ packages, grossMassKg }: Amount): boolean {
  return packages === 0 && grossMassKg === '0'
}
