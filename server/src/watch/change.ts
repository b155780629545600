import type { WatchAlert } from '@lintas/contract'

/** One thing a change is about, with its codes; without where it is about all goods. */
export interface Change {
  readonly subject: WatchAlert['subject']
  readonly about: string
  readonly what: string
  readonly codes: readonly string[] | undefined
}
