import type { BegunDraft, DeclarationAnswer, TemplateAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'
import type { Checked } from './lodging.ts'

export type Draft = Pick<BegunDraft, 'id' | 'revision' | 'editedAt' | 'document'>

/** What of a draft is changed, as a merge patch. */
export type DraftEdit = Readonly<Record<string, unknown>>

export function useDrafts(state: string, enabled: boolean) {
  return useQuery({ queryKey: [state, 'drafts'], enabled, queryFn: () => call<Page<Draft>>(state, '/api/v1/drafts?limit=50') })
}

export function useDraft(state: string, id: string) {
  return useQuery({ queryKey: [state, 'draft', id], queryFn: () => call<Draft>(state, `/api/v1/drafts/${id}`), staleTime: Infinity })
}

export function useTemplates(state: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'templates'],
    enabled,
    queryFn: () => call<Page<TemplateAnswer>>(state, '/api/v1/templates?limit=50'),
  })
}

/** Begins a draft from a declaration or from a template, each named by its path: `/declarations/26VN…/copy`. */
export function useBeginDraft(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (path: string) => call<BegunDraft>(state, `/api/v1${path}`, { method: 'POST', json: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'drafts'] }),
  })
}

export function useKeepTemplate(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: { readonly name: string; readonly mrn: string }) =>
      call<TemplateAnswer>(state, '/api/v1/templates', { method: 'POST', json: given }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'templates'] }),
  })
}

/** Saves what was changed, then checks the draft as it would be checked when it is lodged. */
export function useSaveDraft(state: string, draft: Draft) {
  const save = useSave(state, draft)
  return useMutation({
    async mutationFn(edit: DraftEdit) {
      const { document } = await save(edit)
      const checked = await call<Checked>(state, '/api/v1/declarations/check?scope=state', { method: 'POST', json: document })
      return { ...checked, problems: checked.problems.map(({ line: _, ...problem }) => problem) } // nobody sees the lines of a form
    },
  })
}

/** Saves what was changed and lodges the draft as it then stands. A lodged draft is gone, and its page with it, so that `lodged` is told before. */
export function useLodgeDraft(state: string, draft: Draft, lodged: (mrn: string) => unknown) {
  const queries = useQueryClient()
  const save = useSave(state, draft)
  return useMutation({
    async mutationFn(edit: DraftEdit) {
      const { revision } = await save(edit)
      return call<DeclarationAnswer>(state, `/api/v1/drafts/${draft.id}/lodging`, { method: 'POST', json: {}, headers: match(revision) })
    },
    onSuccess: async ({ mrn }) => {
      await lodged(mrn)
      await queries.invalidateQueries({ queryKey: [state] })
    },
  })
}

/** Throws a draft away; `discarded` is told before its page is asked anew. */
export function useDiscardDraft(state: string, draft: Draft, discarded: () => unknown) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<undefined>(state, `/api/v1/drafts/${draft.id}`, { method: 'DELETE', headers: match(draft.revision) }),
    onSuccess: async () => {
      await discarded()
      await queries.invalidateQueries({ queryKey: [state, 'drafts'] })
    },
  })
}

function useSave(state: string, { id, revision }: Draft) {
  const queries = useQueryClient()
  return async (edit: DraftEdit) => {
    const saved = await call<Draft>(state, `/api/v1/drafts/${id}`, { method: 'PATCH', json: edit, headers: match(revision) })
    queries.setQueryData([state, 'draft', id], saved)
    void queries.invalidateQueries({ queryKey: [state, 'drafts'] })
    return saved
  }
}

function match(revision: number) {
  return { 'if-match': `"${revision}"` }
}
