/** What the log may have to say to whoever asks it. */
export const LOG_ISSUES = ['log.event-not-sealed', 'log.nothing-sealed'] as const
