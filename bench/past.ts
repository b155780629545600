import { addDays, chances, day } from '@lintas/customs/kernel'
import type { InspectedItem } from '@lintas/customs/targeting'

/** A made-up past: in every seventh importer's goods something is often wrong. */
export function pastOf(many: number): readonly InspectedItem[] {
  const chance = chances(1)
  const among = (count: number) => Math.floor(chance() * count)
  return Array.from({ length: many }, (_, index) => {
    const importer = among(12_000)
    return {
      on: addDays(day('2025-01-01'), Math.floor(index / 120)),
      office: `O${among(40)}`,
      procedure: String(among(20)),
      use: String(among(10)),
      payment: String(among(10)),
      mode: String(among(5)),
      declarant: `D${among(1_200)}`,
      importer: `I${importer}`,
      seller: `S${among(10_000)}`,
      carrier: `C${among(80)}`,
      commodity: String(100_000 + among(2_400)),
      departure: String(among(100)),
      origin: String(among(100)),
      originMark: String(among(6)),
      dutyRate: among(40),
      rateKind: String(among(40)),
      netMassKg: among(20_000),
      value: among(9_000_000),
      isFraud: chance() < (importer % 7 === 0 ? 0.6 : 0.12),
    }
  })
}
