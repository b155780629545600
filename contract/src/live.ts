import { z } from 'zod'

/** What a page that is open is told: that something happened to a declaration, or to its case. What, it then reads. */
export const liveMessageSchema = z.object({
  mrn: z.string(),
  /** A type of notification (`declaration.released`), or `case.changed` for officers. */
  type: z.string(),
  timestamp: z.iso.datetime(),
})
export type LiveMessage = z.output<typeof liveMessageSchema>

export const listenLive = {
  summary:
    'What happens now, as server-sent events (`Accept: text/event-stream`): own declarations, for officers their office’s. Goes on after `Last-Event-ID`; `event: reset` says that too much was missed',
  headers: z.object({
    'last-event-id': z
      .string()
      .regex(/^\d{1,15}$/, 'the id of the last event')
      .optional(),
  }),
  response: { 200: z.string().describe('`event: change`, `id`, and as `data` a LiveMessage') },
}
