/** What one of several consignments is charged, in minor units. */
export interface ConsignmentCharge {
  readonly id: string
  readonly charged: bigint
  /** Nothing of it is released before it is settled, and it stays settled. */
  readonly isReleased: boolean
}

/**
 * What is still to be paid for each of several consignments.
 *
 * What was settled covers first what is released, then what each payment was made for, then the others in their order. The parts add up to what
 * is due for the whole.
 *
 * @param settled of the whole, in minor units: paid, deferred or secured
 * @param meant payments that were made for one consignment, by its transport document
 */
export function shareDue(
  consignments: readonly ConsignmentCharge[],
  settled: bigint,
  meant: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, bigint> {
  const due = new Map(consignments.map(({ id, charged }) => [id, charged]))
  let left = settled
  const cover = (id: string, amount: bigint) => {
    const open = due.get(id) ?? 0n
    const covered = [amount, open, left].reduce((least, each) => (each < least ? each : least))
    due.set(id, open - covered)
    left -= covered
  }
  for (const { id, charged, isReleased } of consignments) if (isReleased) cover(id, charged)
  for (const { id } of consignments) cover(id, meant.get(id) ?? 0n)
  for (const { id, charged } of consignments) cover(id, charged)
  return due
}
