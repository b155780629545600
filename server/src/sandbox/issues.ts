/** What a sandbox cannot be told. */
export const SANDBOX_ISSUES = ['sandbox.instant-far'] as const
