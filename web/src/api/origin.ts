import type { OriginBill, OriginDetermination, OriginStatement, OriginStatementHead } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** A question as its file says, its materials from a bill where one is given. */
export interface OriginFiles {
  readonly question: File
  readonly bill: File | null
}

/** What was asked, kept so that it can be kept, and what was determined. */
export interface Asked {
  readonly question: Readonly<Record<string, unknown>>
  readonly found: OriginDetermination
}

/** A file that holds no question. */
export class UnreadableQuestion extends Error {}

export function useDetermineOrigin(state: string) {
  return useMutation({
    mutationFn: async (given: OriginFiles | Pick<Asked, 'question'>): Promise<Asked> => {
      const question = 'bill' in given ? await readQuestion(state, given) : given.question
      return {
        question,
        found: await call<OriginDetermination>(state, '/api/v1/origin/determinations', { method: 'POST', json: question }),
      }
    },
  })
}

async function readQuestion(state: string, { question, bill }: OriginFiles): Promise<Readonly<Record<string, unknown>>> {
  const read = parseObject(await question.text())
  if (read === undefined) throw new UnreadableQuestion()
  if (bill === null) return read
  const headers = { 'content-type': 'text/csv' }
  const { materials } = await call<OriginBill>(state, '/api/v1/origin/bills', { method: 'POST', body: bill, headers })
  return { ...read, materials }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined
  } catch {
    return undefined
  }
}

export function useOriginStatements(state: string, isAsked: boolean) {
  return useQuery({
    queryKey: [state, 'origin-statements'],
    queryFn: () => call<Page<OriginStatementHead>>(state, '/api/v1/origin/statements?limit=200'),
    enabled: isAsked,
  })
}

export function useOriginStatement(state: string, id: string | undefined) {
  return useQuery({
    queryKey: [state, 'origin-statements', id],
    queryFn: () => call<OriginStatement>(state, `/api/v1/origin/statements/${id}`),
    enabled: id !== undefined,
  })
}

export interface StatementWish {
  readonly trader: string
  readonly name: string
  readonly question: Readonly<Record<string, unknown>>
  readonly standing?: { readonly validFrom: string; readonly validTo: string }
}

/** Keeps a statement, and withdraws one. A try after a lost answer is the same request, so that nothing is kept twice. */
export function useKeepStatement(state: string, key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: StatementWish) =>
      call<OriginStatement>(state, '/api/v1/origin/statements', { method: 'POST', json: wish, headers: { 'idempotency-key': key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [state, 'origin-statements'] }),
  })
}

export function useWithdrawStatement(state: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<OriginStatementHead>(state, `/api/v1/origin/statements/${id}/withdrawal`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [state, 'origin-statements'] }),
  })
}
