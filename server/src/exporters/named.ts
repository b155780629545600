import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import type { ExporterFacts } from '@lintas/customs/origin'
import type { Reader } from '../platform/node.ts'
import { type ExporterRow, findNamed } from './register-store.ts'

/**
 * What the registers say of the certified exporters a document's proofs name: nothing where they name none, so that a plain lodging asks nothing. Only what
 * the look-ups need is kept with the decision.
 */
export async function exportersNamed(reader: Reader, document: DeclarationDocument): Promise<Pick<Given, 'selfCertified'>> {
  const proofs = document.goodsItems.flatMap(({ preference, commodityCode = '' }) => {
    const { authorisation, issuingCountry } = preference?.proof ?? {}
    return authorisation === undefined || issuingCountry === undefined ? [] : [{ authorisation, issuingCountry, commodityCode }]
  })
  if (proofs.length === 0) return {}
  const states = [...new Set(proofs.map(each => each.issuingCountry))]
  const { registers, rows } = await findNamed(reader, states, [...new Set(proofs.map(each => each.authorisation))])
  const goods = new Set(proofs.map(each => each.commodityCode.slice(0, HS)))
  return { selfCertified: { registers, exporters: rows.map(row => factsOf(row, goods)) } }
}

/** Digits of the Harmonized System. */
const HS = 6

function factsOf({ state, entry }: ExporterRow, goods: ReadonlySet<string>): ExporterFacts {
  const { code, validFrom, validTo, interruptions, products, signatories } = entry
  return {
    state,
    code,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    interruptions,
    products: products.filter(each => goods.has(each.code.slice(0, HS))).map(({ description: _, ...rest }) => rest),
    signatories: signatories.map(({ name, validFrom: from, validTo: to }) => ({
      name,
      validFrom: from,
      ...(to === undefined ? {} : { validTo: to }),
    })),
  }
}
