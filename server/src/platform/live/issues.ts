/** What can stand in the way of listening. */
export const LIVE_ISSUES = ['live.accept-missing', 'live.connections-too-many'] as const
