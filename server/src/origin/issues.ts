/** What the routes of origin may refuse. */
export const ORIGIN_ROUTE_ISSUES = ['origin.code-unknown'] as const
