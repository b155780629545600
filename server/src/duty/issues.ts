/** What a node may say of a file of lines that are to be assessed. */
export const DUTY_LINES_ISSUES = ['duty.lines-malformed', 'duty.lines-column-missing', 'duty.line-malformed', 'duty.line-length'] as const

/** What it may say of a question besides. */
export const DUTY_QUESTION_ISSUES = ['duty.unit-unknown'] as const
