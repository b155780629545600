import type { State } from '@lintas/customs/reference'
import en from './letters/en.json' with { type: 'json' }
import fil from './letters/fil.json' with { type: 'json' }
import id from './letters/id.json' with { type: 'json' }
import km from './letters/km.json' with { type: 'json' }
import lo from './letters/lo.json' with { type: 'json' }
import ms from './letters/ms.json' with { type: 'json' }
import my from './letters/my.json' with { type: 'json' }
import pt from './letters/pt.json' with { type: 'json' }
import th from './letters/th.json' with { type: 'json' }
import vi from './letters/vi.json' with { type: 'json' }

type Sentences = Readonly<Record<string, string>>

/** The sentences of letters by language. English is complete; where another lacks one the English one stands, and the letter says so. */
const SENTENCES: ReadonlyMap<string, Sentences> = new Map<string, Sentences>(Object.entries({ en, fil, id, km, lo, ms, my, pt, th, vi }))

/** The language of a state's letters, beside English. Of Timor-Leste's two official ones Portuguese: nobody has written them in Tetum. */
export const LANGUAGE_OF: Readonly<Record<State, string>> = {
  BN: 'ms',
  ID: 'id',
  KH: 'km',
  LA: 'lo',
  MM: 'my',
  MY: 'ms',
  PH: 'fil',
  SG: 'en',
  TH: 'th',
  TL: 'pt',
  VN: 'vi',
}

/** The languages a letter can be asked for in. */
export function isLetterLanguage(language: string): boolean {
  return SENTENCES.has(language)
}

/** The sentences of one language, filled; remembers whether English had to stand in for one. */
export class LetterTexts {
  readonly language: string
  #lacking = false
  readonly #own: Sentences

  constructor(language: string) {
    this.language = language
    this.#own = SENTENCES.get(language) ?? en
  }

  say(key: string, params: Readonly<Record<string, string>> = {}): string {
    const own = Object.hasOwn(this.#own, key) ? this.#own[key] : undefined
    if (own === undefined) this.#lacking = true
    const sentence = own ?? (en as Sentences)[key]
    if (sentence === undefined) throw new Error(`given the line ${key}, needs a sentence of letters in English`)
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : this.write(params[name])))
  }

  /** A value as the language writes it: days written out, thousands of an amount apart, the years counted as the declaration counts them. */
  write(value: string): string {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value))
      return new Intl.DateTimeFormat(`${this.language}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(value),
      )
    return /^[A-Z]{3} \d/.test(value) ? value.replace(/\d(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '$&,') : value
  }

  /** The name of a state. */
  nameOf(state: State): string {
    return new Intl.DisplayNames(this.language, { type: 'region' }).of(state) ?? state
  }

  /** Whether a line so far stands in English instead. */
  get isLacking(): boolean {
    return this.#lacking
  }
}

/** Languages whose sentences nobody who speaks them has read yet: the letter says so. */
export const UNREVIEWED: ReadonlySet<string> = new Set(['fil', 'id', 'km', 'lo', 'ms', 'my', 'pt', 'th', 'vi'])
