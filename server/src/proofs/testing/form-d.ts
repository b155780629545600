import type { FormDInput } from '@lintas/customs/proofs'

/** A Form D for cotton shirts from Viet Nam to Thailand, as an exporter applies for it. */
export function formD(change: Partial<FormDInput> = {}, item: Partial<FormDInput['items'][number]> = {}): FormDInput {
  return {
    type: 'e-form-d',
    exporter: { id: 'VN-0101', name: 'May Sài Gòn', address: '1 Lê Lợi, Hồ Chí Minh', country: 'VN' },
    consignee: { id: 'TH-0202', name: 'Bangkok Shirts', address: '9 Rama IV, Bangkok', country: 'TH' },
    transport: { departureOn: '2026-03-12', means: 'Hai An Park', dischargePort: 'Laem Chabang' },
    producedIn: 'VN',
    importingCountry: 'TH',
    declared: { place: 'Hồ Chí Minh', by: 'Nguyễn An' },
    items: [
      {
        sequence: 1,
        marks: 'MSG 1-40',
        packages: { count: 40, type: 'CT' },
        description: 'Cotton T-shirts for men, knitted, short sleeves',
        manufacturer: 'May Sài Gòn',
        commodityCode: '61091010',
        originCriterion: 'rvc 45% + CTSH',
        quantity: { value: '8000', unit: 'C62' },
        grossMassKg: '2080',
        invoices: [{ id: 'INV-VN-1', issuedOn: '2026-03-01' }],
        ...item,
      },
    ],
    ...change,
  }
}
