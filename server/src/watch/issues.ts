/** What asking for lists of codes may be answered with. */
export const WATCH_ISSUES = ['watch.list-unknown', 'watch.code-not-asked', 'watch.code-no-successor'] as const
