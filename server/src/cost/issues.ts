/** What a node may say of a quote that is asked for. */
export const QUOTE_ISSUES = ['cost.quote-not-found'] as const
