import { type CostFacts, type CostOption, declareFacts } from '../cost/index.ts'
import { type DeclarationDocument, declarationSchema } from '../declaration/index.ts'
import type { Books, Given } from '../journey.ts'
import { type Day, day } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'
import { compileProfiles, consignmentKey } from '../risk/index.ts'
import { readVector } from './vectors.ts'

/** A whole declaration of the goods somebody asked the cost of, with the proof an option asks for. */
export function declarationOf(facts: CostFacts, code: string, option: Pick<CostOption, 'requires'>): DeclarationDocument {
  const base = declarationSchema.parse(readVector('journey/documents/shirts-into-viet-nam.json'))
  const [goods] = base.goodsItems
  const proof = option.requires.find(each => each.kind === 'proof-of-origin')
  const quota = option.requires.find(each => each.kind === 'quota')
  const asked = declareFacts(facts, code, proof?.agreement, quota?.orderNumber)
  const [item] = asked.goodsItems
  if (goods === undefined || item === undefined) throw new Error('given a document without goods')
  const { invoiceTotal: _, ...rest } = base
  return {
    ...rest,
    exportCountry: facts.originCountry ?? 'CN',
    tradeTerms: { ...asked.tradeTerms, place: 'Hai Phong' },
    ...(facts.freight === undefined ? {} : { freight: facts.freight }),
    ...(facts.insurance === undefined ? {} : { insurance: facts.insurance }),
    goodsItems: [
      {
        ...goods,
        ...item,
        packages: goods.packages,
        quantities: item.quantities.length === 0 ? goods.quantities : item.quantities,
        ...(proof === undefined
          ? {}
          : {
              preference: {
                agreement: proof.agreement,
                proof: {
                  type: proof.forms[0]?.type ?? '',
                  id: 'PROOF-1',
                  issuedOn: '2026-02-20',
                  issuer: 'An authority',
                  issuingCountry: facts.originCountry ?? '',
                  originCriterion: 'WO',
                },
              },
            }),
      },
    ],
  }
}

/** What a lodging of it is decided by. */
export function givenFor(state: State, document: DeclarationDocument, on: Day): Given {
  return {
    state,
    mrn: '26VN000000000000R0',
    version: 1,
    number: 1,
    occasion: 'lodge',
    decidedOn: on,
    registeredOn: on,
    documentSha256: '00',
    authority: { on, filer: 'TRADER-1', actsFor: ['TRADER-1'], restrictions: [] },
    lot: { key: consignmentKey(document).key, day: on },
    drawnBefore: false,
    capped: [],
    trusted: false,
  }
}

export const NO_CONTROLS: Pick<Books, 'profiles' | 'secret'> = {
  profiles: compileProfiles([]),
  secret: { day: day('2026-03-10'), secret: '5f'.repeat(32) },
}
