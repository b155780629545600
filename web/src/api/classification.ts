import type { Classification, NomenclatureChapters, NomenclatureEntry } from '@lintas/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

const CANDIDATES = 8

/** The codes a description may have at a node. */
export function useClassification(state: string, description: string) {
  return useQuery({
    queryKey: [state, 'classification', description],
    queryFn: () =>
      call<Classification>(state, `/api/v1/classifications?${new URLSearchParams({ q: description, top: String(CANDIDATES) })}`),
    enabled: description !== '',
    placeholderData: keepPreviousData,
  })
}

/** Sections and chapters, in our words. */
export function useChapters(state: string) {
  return useQuery({ queryKey: [state, 'nomenclature'], queryFn: () => call<NomenclatureChapters>(state, '/api/v1/nomenclature') })
}

/** What stands at a code on a day, today where none is named. */
export function useNomenclatureEntry(state: string, code: string, on: string | undefined) {
  const query = on === undefined ? '' : `?on=${encodeURIComponent(on)}`
  return useQuery({
    queryKey: [state, 'nomenclature', code, on],
    queryFn: () => call<NomenclatureEntry>(state, `/api/v1/nomenclature/${encodeURIComponent(code)}${query}`),
    placeholderData: keepPreviousData,
  })
}
