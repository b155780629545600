import type { ActionNeeded, StoredRequest, SupportingDocument } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerIn, call } from './client.ts'

const of = (mrn: string) => `/api/v1/declarations/${encodeURIComponent(mrn)}`

export function useDocuments(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'documents', mrn],
    queryFn: () => call<{ items: SupportingDocument[]; bytesLeft: number }>(state, `${of(mrn)}/documents`),
  })
}

export function useRequests(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'document-requests', mrn],
    queryFn: () => call<{ items: StoredRequest[] }>(state, `${of(mrn)}/document-requests`),
  })
}

/** What waits for the declarant. */
export function useActionNeeded(state: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'declarations', 'action-needed'],
    enabled,
    queryFn: () => call<{ items: ActionNeeded[] }>(state, '/api/v1/action-needed'),
  })
}

/** A file, and what whoever adds it says it is. */
export interface Upload {
  readonly file: File
  readonly type?: string | undefined
}

/** Adds a document; `progress` is the share that has left this machine, from 0 to 1, while it does. */
export function useUpload(state: string, mrn: string) {
  const queries = useQueryClient()
  const [progress, setProgress] = useState(0)
  const mutation = useMutation({
    mutationFn: ({ file, type }: Upload) => {
      setProgress(0)
      const query = new URLSearchParams({ name: file.name, ...(type === undefined ? {} : { type }) })
      return send<SupportingDocument>(`/${state}${of(mrn)}/documents?${query}`, file, setProgress)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
  return { ...mutation, progress }
}

/** `fetch` does not tell how far it is. */
function send<Answer>(url: string, file: File, onProgress: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', () => reject(new Error('nobody answered')))
    request.addEventListener('load', () => {
      try {
        resolve(answerIn<Answer>(request.status, request.responseText))
      } catch (refusal) {
        reject(refusal)
      }
    })
    request.send(file)
  })
}

/** What may be done about a request: answered for, judged, withdrawn; and a new one. */
export type RequestAct =
  | { readonly act: 'ask'; readonly body: unknown }
  | { readonly act: 'answer' | 'verdict'; readonly document: string; readonly body: unknown }
  | { readonly act: 'withdraw'; readonly request: number }

export function useRequestAct(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: RequestAct) =>
      call<StoredRequest>(state, addressOf(mrn, given), { method: 'POST', ...('body' in given ? { json: given.body } : {}) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function addressOf(mrn: string, given: RequestAct): string {
  const requests = `${of(mrn)}/document-requests`
  switch (given.act) {
    case 'ask':
      return requests
    case 'withdraw':
      return `${requests}/${given.request}/withdrawal`
    case 'answer':
    case 'verdict': {
      const [request, number] = given.document.split('.')
      return `${requests}/${request}/documents/${number}/${given.act}`
    }
  }
}
