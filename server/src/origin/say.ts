import { messageOf, type OriginDetermination } from '@lintas/contract'
import type { Issue } from '@lintas/customs/kernel'
import type { Advice, Determination, Finding } from '@lintas/customs/origin'

/** A determination with the sentence of each step in the reader's language. */
export function sayDetermination(found: Determination, language: string): OriginDetermination {
  return {
    ...found,
    trace: found.trace.map(each => say(each, language)),
    toQualify: found.toQualify.map(each => say(each, language)),
  }
}

function say<T extends Advice | Finding>({ params, ...each }: T, language: string) {
  const given = params === undefined ? {} : { params: { ...params } }
  return { ...each, ...given, message: messageOf({ code: each.code, ...given }, language) }
}

/** One issue with its sentence. */
export function sayIssue({ code, params }: Issue, language: string): { readonly code: string; readonly message: string } {
  return { code, message: messageOf({ code, ...(params === undefined ? {} : { params }) }, language) }
}

/** Issues speak of the question; the caller wrote more around it. */
export function inQuestion(issue: Issue): Issue {
  return { ...issue, path: issue.path === '' ? 'question' : `question.${issue.path}` }
}
