import type { WatchList } from '@lintas/contract'
import type { ChoiceRow } from './choice-store.ts'
import type { ListRow } from './store.ts'

/** A list with the codes its owner has to choose for, and what they chose before. */
export function listAnswer({ id, name, codes, createdAt }: ListRow, choices: readonly ChoiceRow[]): WatchList {
  const asked = choices.map(({ code, correlation, successors, askedAt, chosen, reason, chosenAt }) => ({
    code,
    correlation,
    successors: [...successors],
    askedAt: askedAt.toISOString(),
    ...(chosen === null || chosenAt === null ? {} : { chosen: [...chosen], chosenAt: chosenAt.toISOString() }),
    ...(reason === null ? {} : { reason }),
  }))
  return {
    id,
    name,
    codes: [...codes],
    createdAt: createdAt.toISOString(),
    undecided: asked.filter(each => each.chosen === undefined),
    decided: asked.filter(each => each.chosen !== undefined),
  }
}
