import { isUnit } from '../kernel/index.ts'

/** The words national schedules print for a unit, by the UN/ECE Rec 20 code they mean. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    KGM: 'kg kgs kilogram kilogramme kilo',
    GRM: 'g gr gram gramme gam',
    TNE: 't ton tonne tonnes tấn ตัน',
    LTR: 'l ltr liter litre liters litres lít ลิตร',
    MLT: 'ml mililiter millilitre',
    HLT: 'hl hektoliter hectolitre',
    LPA: 'lpa',
    MTR: 'm meter metre mét',
    MTK: 'm2 m²',
    MTQ: 'm3 m³',
    C62: 'u unit buah pcs pce piece pieces chiếc cái con ekor batang stick sticks helai lembar ชิ้น ตัว',
    PR: 'pair pairs pasang đôi คู่',
    DZN: 'dozen lusin tá โหล',
    MIL: 'thousand 1000u ribu nghìn',
    MIN: 'menit minute minutes phút นาที',
    HUR: 'jam hour hours giờ',
    CTM: 'carat ct karat',
    KWH: 'kwh',
  }).flatMap(([code, words]) => words.split(' ').map(word => [word, code] as const)),
)

/** The UN/ECE Rec 20 code of a unit as a schedule writes it: `liter` is `LTR`, `KGM` is itself. Undefined where nobody has said what it means. */
export function parseUnitWord(text: string): string | undefined {
  const word = text.trim().normalize('NFC')
  return WORDS.get(word.toLowerCase()) ?? (isUnit(word.toUpperCase()) ? word.toUpperCase() : undefined)
}
