import type { GivenAnswer } from '../../api/classification.ts'

/** Answers as an address holds them, so that going back takes the last one back: `heading~6109*material~cotton`. */
export function writeAnswers(answers: readonly GivenAnswer[]): string {
  return answers.map(({ question, choice }) => `${question}~${choice}`).join('*')
}

export function readAnswers(text: string | undefined): readonly GivenAnswer[] {
  return (text ?? '').split('*').flatMap(each => {
    const [question, choice] = each.split('~')
    return question === undefined || choice === undefined || choice === '' ? [] : [{ question, choice }]
  })
}
