import type { Classified, Example, LineText, Memory, Trial } from '@lintas/customs/classification'

/** What the classifying thread is asked. */
export type ThreadQuestion =
  | { readonly ask: 'open'; readonly key: string; readonly lines: readonly LineText[]; readonly memory?: Memory }
  | { readonly ask: 'classify'; readonly key?: string; readonly descriptions: readonly string[]; readonly top: number }
  | { readonly ask: 'learn'; readonly lines: readonly LineText[]; readonly examples: readonly Example[] }

export interface ThreadAnswers {
  readonly open: true
  /** Nothing where the library is not open, or no more: another of the state took its place. */
  readonly classify: readonly Classified[] | undefined
  readonly learn: { readonly memory: Memory; readonly trials: readonly Trial[] }
}

export type ThreadAnswer = { readonly id: number } & (
  | { readonly answer: ThreadAnswers[keyof ThreadAnswers] }
  | { readonly failure: string }
)
