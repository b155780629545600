import type { LanesAnswer } from '@lintas/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

export interface LanesAsked {
  readonly direction: string
  readonly digits: string
  readonly months: string
  readonly code: string
  readonly differing: boolean
}

/** What is asked, as the end of an address. */
export function lanesQuery({ code, differing, ...rest }: LanesAsked): string {
  return new URLSearchParams({ ...rest, differing: String(differing), ...(code === '' ? {} : { code }) }).toString()
}

/** Which lanes like goods got here and elsewhere; what was shown stays until the answer is there. */
export function useLanes(state: string, asked: LanesAsked, cursor: string) {
  const query = `${lanesQuery(asked)}&limit=50${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
  return useQuery({
    queryKey: [state, 'lanes', query],
    queryFn: () => call<LanesAnswer>(state, `/api/v1/divergences/lanes?${query}`),
    placeholderData: keepPreviousData,
  })
}
