import type {
  AskedEvidence,
  Classification,
  ClassificationMemoryAnswer,
  ClassificationPath,
  CodeHistory,
  GuidedAnswer,
  NomenclatureChapters,
  NomenclatureEntry,
} from '@lintas/contract'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

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

/** What a node learned, and how it answered what it had not. */
export function useClassificationMemory(state: string) {
  return useQuery({
    queryKey: [state, 'classification-memory'],
    queryFn: () => call<ClassificationMemoryAnswer>(state, '/api/v1/classification-memory'),
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

/** A code through the versions of the schedule. */
export function useCodeHistory(state: string, code: string) {
  return useQuery({
    queryKey: [state, 'code-history', code],
    queryFn: () => call<CodeHistory>(state, `/api/v1/tariff/codes/${encodeURIComponent(code)}/history`),
  })
}

/** An answer to the guide, as it stands in an address. */
export interface GivenAnswer {
  readonly question: string
  readonly choice: string
}

/** The next question of the guide, or its result. */
export function useGuide(state: string, description: string, answers: readonly GivenAnswer[]) {
  return useQuery({
    queryKey: [state, 'guide', description, answers],
    queryFn: () => call<GuidedAnswer>(state, '/api/v1/classifications/guided', { method: 'POST', json: { description, answers } }),
    enabled: description !== '',
  })
}

export function useKeepPath(state: string) {
  return useMutation({
    mutationFn: (json: { readonly description: string; readonly answers: readonly GivenAnswer[] }) =>
      call<ClassificationPath>(state, '/api/v1/classification-paths', { method: 'POST', json }),
  })
}

export function useClassificationPath(state: string, id: string) {
  return useQuery({
    queryKey: [state, 'classification-path', id],
    queryFn: () => call<ClassificationPath>(state, `/api/v1/classification-paths/${encodeURIComponent(id)}`),
  })
}

/** Evidence whose code is asked about, a page after a cursor; the first where it is empty. */
export function useAskedEvidence(state: string, cursor: string) {
  const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
  return useQuery({
    queryKey: [state, 'classification-evidence', 'asked', cursor],
    queryFn: () => call<Page<AskedEvidence>>(state, `/api/v1/classification-evidence/asked?limit=50${query}`),
  })
}

/** Says which code a piece of evidence has. */
export function useDecideEvidenceCode(state: string) {
  return useAct<AskedEvidence, { readonly id: string; readonly code: string }>(
    state,
    ({ id }) => `classification-evidence/${encodeURIComponent(id)}/code`,
    ({ code }) => ({ code }),
  )
}
