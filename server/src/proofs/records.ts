import type { ProofRecord } from '@lintas/customs/origin'
import type { DeclaredGoods, FormD, ProofStatus } from '@lintas/customs/proofs'
import type { Reader } from '../platform/node.ts'

interface Row {
  readonly kind: 'form-d' | 'origin-declaration'
  readonly number: string
  readonly checkNumber: string | null
  readonly status: ProofStatus
  readonly suspended: boolean
  readonly issuingState: string
  readonly importingState: string
  readonly issuedOn: string
  readonly validTo: string | null
  readonly isUsed: boolean
  readonly form: FormD | DeclaredGoods
}

/**
 * What the node knows of proofs of these numbers, as whoever determines the origin of a good may read it. How a proof stands is anyone's to ask, as at the public
 * check; for which state and goods a Form D is, and whether it is being verified, is its consignee's and customs' to know; of an origin declaration, whose number
 * nobody guesses, everybody's who has an account.
 *
 * @param traders whose records are read; undefined for customs
 */
export async function findProofRecords(
  reader: Reader,
  numbers: readonly string[],
  traders: readonly string[] | undefined,
): Promise<readonly ProofRecord[]> {
  if (numbers.length === 0) return []
  const rows = await reader.query<Row>(
    `SELECT kind, number, check_number AS "checkNumber", status, suspended, issuing_state AS "issuingState", importing_state AS "importingState",
       issued_on AS "issuedOn", valid_to AS "validTo", form, EXISTS (SELECT FROM proof_use AS u WHERE u.proof = p.id AND NOT u.given_back) AS "isUsed"
     FROM proof AS p WHERE (kind = 'form-d' AND number = ANY ($1)) OR (kind = 'origin-declaration' AND check_number = ANY ($1))`,
    [numbers],
    'proofs.records',
  )
  return rows.map(row => recordOf(row, traders))
}

function recordOf(row: Row, traders: readonly string[] | undefined): ProofRecord {
  const { number, checkNumber, status, issuedOn, validTo, issuingState, importingState, isUsed, form } = row
  const isFormD = 'consignee' in form
  const consignee = isFormD ? form.consignee.id : undefined
  const isSeen =
    traders === undefined || (isFormD ? consignee !== undefined && traders.includes(consignee) : traders.length > 0 && form.told)
  const items = isFormD
    ? form.items.map(({ sequence, commodityCode, originCriterion, quantity }) => ({
        item: sequence,
        commodityCode,
        originCriterion,
        unit: quantity.unit,
        quantity: quantity.value,
      }))
    : form.items.map(({ item, commodityCode, originCriterion, unit, quantity }) => ({
        item,
        commodityCode,
        originCriterion,
        unit,
        quantity,
      }))
  return {
    number: isFormD ? number : (checkNumber ?? number),
    standing: standingOf(status, row.suspended && isSeen),
    issuedOn,
    ...(validTo === null ? {} : { validTo }),
    isPresented: isUsed || status === 'used' || status === 'used-partly',
    issuingState,
    ...(isSeen ? { importingState, items, ...(isFormD ? { producedIn: form.producedIn } : {}) } : {}),
  }
}

function standingOf(status: ProofStatus, suspended: boolean): ProofRecord['standing'] {
  if (status === 'cancelled' || status === 'replaced') return 'revoked'
  if (status === 'denied') return 'denied'
  return suspended ? 'suspended' : 'holds'
}
