import type { LiveMessage } from '@lintas/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** What is heard within this time is read anew once. */
const TOGETHER_MS = 400

/** Lists that any change may change; a declaration's own pages are named by its number. */
const LISTS: ReadonlySet<unknown> = new Set(['declarations', 'cases'])

/** While somebody is signed in, reads anew what is on the screen when customs or the declarant did something: no page needs to be loaded again. */
export function useLive(state: string, signedIn: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!signedIn) return
    const heard = new Set<string>()
    let waiting: ReturnType<typeof setTimeout> | undefined
    const source = new EventSource(`/${state}/api/v1/live`)
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      heard.add((JSON.parse(data) as LiveMessage).mrn)
      waiting ??= setTimeout(() => {
        waiting = undefined
        readAnew(queries, state, new Set(heard))
        heard.clear()
      }, TOGETHER_MS)
    })
    source.addEventListener('reset', () => void queries.invalidateQueries({ queryKey: [state] }))
    return () => {
      source.close()
      clearTimeout(waiting)
    }
  }, [queries, state, signedIn])
}

function readAnew(queries: QueryClient, state: string, mrns: ReadonlySet<string>): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [of, what, ...rest] }) =>
      of === state && (LISTS.has(what) || rest.some(part => typeof part === 'string' && mrns.has(part))),
  })
}
