import type { DeclarationInput } from '@lintas/customs/declaration'

/** Cotton shirts from Cambodia into Viet Nam: priced in dong, so that no exchange rate is needed, and picked by no profile. */
export function shirts(localReference: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  return {
    localReference,
    type: 'IM4',
    mode: 'NORMAL',
    office: 'VN-SGN',
    importer: { id: 'VN-0101', name: 'May Sài Gòn' },
    declarant: { id: 'VN-0101' },
    exporter: { name: 'Phnom Penh Garments', address: { country: 'KH' } },
    exportCountry: 'KH',
    destinationCountry: 'VN',
    tradeTerms: { incoterm: 'CIF', place: 'Hồ Chí Minh' },
    invoiceTotal: { amount: '80000000', currency: 'VND' },
    invoice: { id: `INV-${localReference}`, issuedOn: '2026-03-01' },
    borderTransport: { mode: '1', id: '9321483', idType: '11' },
    arrivalOn: '2026-03-09',
    transportDocuments: [{ type: 'N705', id: `BL-${localReference}` }],
    totalPackages: 20,
    totalGrossMassKg: '1040',
    goodsItems: [
      {
        sequence: 1,
        commodityCode: '61091010',
        description: 'Cotton T-shirts for men, knitted, short sleeves',
        originCountry: 'KH',
        invoiceAmount: { amount: '80000000', currency: 'VND' },
        quantities: [{ value: '4000', unit: 'C62' }],
        netMassKg: '1000',
        grossMassKg: '1040',
        packages: [{ type: 'CT', count: 20, marks: 'PPG 1-20' }],
      },
    ],
    ...change,
  }
}

/** Whisky from Scotland into Viet Nam: a profile asks for the documents of every bottle. */
export function whisky(localReference: string): DeclarationInput {
  const like = shirts(localReference)
  const [item] = like.goodsItems ?? []
  return {
    ...like,
    exporter: { name: 'Islay Distillers', address: { country: 'GB' } },
    exportCountry: 'GB',
    goodsItems: [
      {
        ...item,
        sequence: 1,
        commodityCode: '22083090',
        description: 'Scotch whisky, 40 % vol, bottles of 0.7 l',
        originCountry: 'GB',
        quantities: [{ value: '700', unit: 'LTR' }],
        attributes: { alcoholStrength: '40' },
      },
    ],
  }
}
