import type { LoadedRuleSheet, LoadedRuleSheetDetail } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const SHEETS = '/api/v1/origin/rule-sheets'

/** A file that holds no head of a sheet. */
export class UnreadableHead extends Error {}

export function useRuleSheets(state: string) {
  return useQuery({ queryKey: [state, 'rule-sheets'], queryFn: () => call<Page<LoadedRuleSheet>>(state, `${SHEETS}?limit=100`) })
}

export function useRuleSheet(state: string, id: string) {
  return useQuery({ queryKey: [state, 'rule-sheets', id], queryFn: () => call<LoadedRuleSheetDetail>(state, `${SHEETS}/${id}`) })
}

/** Loads a sheet from its two files. A try after a lost answer is the same request, so that nothing is loaded twice. */
export function useLoadSheet(state: string, key: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ head, rows, reason }: { readonly head: File; readonly rows: File; readonly reason: string }) => {
      const json = { head: parseHead(await head.text()), rows: await rows.text(), reason }
      return await call<LoadedRuleSheetDetail>(state, SHEETS, { method: 'POST', json, headers: { 'idempotency-key': key } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'rule-sheets'] }),
  })
}

/** Activates, refuses or withdraws a sheet; afterwards what stands of origin is asked anew. */
export function useSheetAct(state: string) {
  return useAct<LoadedRuleSheet, { readonly id: string; readonly path: 'decision' | 'withdrawal'; readonly body: object }>(
    state,
    ({ id, path }) => `origin/rule-sheets/${id}/${path}`,
    ({ body }) => body,
  )
}

function parseHead(text: string): object {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read
  } catch {
    // Told as what it is: no head.
  }
  throw new UnreadableHead()
}
