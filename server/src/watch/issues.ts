/** What asking for lists of codes may be answered with. */
export const WATCH_ISSUES = ['watch.list-unknown'] as const
