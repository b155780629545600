/** What can stand in the way of reading about a release, or refusing one. */
export const RELEASE_DESK_ISSUES = ['release.note-unknown', 'release.not-released'] as const
