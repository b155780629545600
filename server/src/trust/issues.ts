/** What can stand in the way of restricting an operator. */
export const TRUST_DESK_ISSUES = ['trust.restriction-period', 'trust.restriction-unknown'] as const
