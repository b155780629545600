import { addDays, chances, day } from '../../kernel/index.ts'
import type { InspectedItem } from '../past-item.ts'

/** A past of so many items, ten a day: one importer in ten often declares wrongly, and so do heavy goods of one heading. */
export function pastOf(many: number, seed = 1, from = '2026-01-01'): readonly InspectedItem[] {
  const chance = chances(seed)
  const among = (count: number) => Math.floor(chance() * count)
  return Array.from({ length: many }, (_, index) => {
    const importer = among(40)
    const commodity = ['640399', '850440', '392690', '220830'][among(4)] ?? ''
    const netMassKg = 1 + among(2_000)
    const odds = (importer % 10 === 3 ? 0.7 : 0.08) + (commodity === '220830' && netMassKg > 1_000 ? 0.25 : 0)
    return {
      on: addDays(day(from), Math.floor(index / 10)),
      office: `O${among(3)}`,
      procedure: '11',
      use: '21',
      payment: '11',
      mode: among(2) === 0 ? '10' : '40',
      declarant: `D${among(8)}`,
      importer: `I${importer}`,
      seller: `S${among(60)}`,
      carrier: '',
      commodity,
      departure: ['CN', 'JP', 'TH'][among(3)] ?? '',
      origin: ['CN', 'JP', 'TH'][among(3)] ?? '',
      originMark: 'E',
      dutyRate: among(4) * 5,
      rateKind: 'A',
      netMassKg,
      value: 100 + among(100_000),
      isFraud: chance() < odds,
    }
  })
}
