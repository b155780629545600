/** What asking about modes of transport may be answered with. */
export const TRANSPORT_MODE_ISSUES = ['transport-modes.pair-equal'] as const
