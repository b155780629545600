import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The cuts of Noto Sans a letter may need, each with the characters it is for; the first that fits is taken. */
const CUTS = [
  {
    family: 'noto-sans',
    subset: 'latin',
    fits: /[ -\u00FF\u0131\u0152\u0153\u02BB\u02BC\u02C6\u02DA\u02DC\u2000-\u206F\u20AC\u2122\u2191\u2193\u2212\u2215\uFEFF\uFFFD]/,
  },
  {
    family: 'noto-sans',
    subset: 'vietnamese',
    fits: /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]|[\u0300-\u0309\u0323\u0329]/,
  },
  { family: 'noto-sans', subset: 'latin-ext', fits: /[\u0100-\u02BA\u1E00-\u1E9F\u1EF2-\u1EFF\u20A0-\u20C0]/ },
  { family: 'noto-sans-thai', subset: 'thai', fits: /[\u0E01-\u0E5B]/ },
  { family: 'noto-sans-khmer', subset: 'khmer', fits: /[\u1780-\u17FF\u19E0-\u19FF]/ },
  { family: 'noto-sans-lao', subset: 'lao', fits: /[\u0E81-\u0EDF]/ },
  { family: 'noto-sans-myanmar', subset: 'myanmar', fits: /[\u1000-\u109F\uAA60-\uAA7F]/ },
] as const

export type Weight = 400 | 700

/** A piece of text in one font. */
export interface Run {
  /** A name for the font, and the file it is in. */
  readonly font: string
  readonly text: string
}

/** Splits a text into runs of one font each. A character that no font has is set in the first, where it shows as a box. */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const runs: { font: string; text: string }[] = []
  let last: (typeof CUTS)[number] = CUTS[0]
  for (const character of text) {
    const isNeutral = /[\s\u200B-\u200D]/.test(character)
    const cut: (typeof CUTS)[number] = isNeutral ? last : (CUTS.find(each => each.fits.test(character)) ?? CUTS[0])
    last = cut
    const font = `${cut.family}-${cut.subset}-${weight}`
    const open = runs.at(-1)
    if (open?.font === font) open.text += character
    else runs.push({ font, text: character })
  }
  return runs.map(run => ({ font: run.font, text: inShapingOrder(run.text) }))
}

/** The file of a font by its name: WOFF, which the writer of PDF unpacks itself. */
export function readFont(name: string): Buffer {
  const cut = CUTS.find(each => name.startsWith(`${each.family}-${each.subset}-`))
  if (cut === undefined) throw new Error(`given the font ${name}, needs one of the cuts of Noto Sans`)
  return readFileSync(require.resolve(`@fontsource/${cut.family}/files/${name}-normal.woff`))
}

/**
 * Puts characters in the order in which the shaper that writes PDF expects them, where it lacks the rules of a script: Thai and Lao *am* is taken
 * apart and its ring set below the tone mark; the Burmese vowel e and medial ra are set before the consonant they are written before.
 *
 * @source Unicode 16, ch. 16.1 (Thai), 16.2 (Lao), 16.3 (Myanmar)
 */
function inShapingOrder(text: string): string {
  return text
    .replace(/([\u0E31\u0E34-\u0E37\u0E47-\u0E4C\u0E4E]*)\u0E33/g, '\u0E4D$1\u0E32')
    .replace(/([\u0EB1\u0EB4-\u0EB7\u0EBB\u0EC8-\u0ECC]*)\u0EB3/g, '\u0ECD$1\u0EB2')
    .replace(
      /([\u1000-\u102A\u103F](?:\u1039[\u1000-\u102A])*)(\u103A?)(\u103B?)(\u103C?)(\u103D?\u103E?)(\u1031?)/g,
      (_, base: string, killer: string, ya: string, ra: string, waAndHa: string, e: string) => e + ra + base + killer + ya + waAndHa,
    )
}
