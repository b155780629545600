import { Group, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Failure } from './Failure.tsx'

interface NotedActProps {
  readonly label: string
  /** What stood in the way of the act. */
  readonly failure: Error | null
  /** The buttons of the acts that are done with the note. */
  readonly children: (note: string) => ReactNode
  /** Other fields, above the note. */
  readonly fields?: ReactNode
}

/** Acts in the row of a table that want a note of whoever does them. */
export function NotedAct({ label, failure, children, fields }: NotedActProps) {
  const [note, setNote] = useState('')
  return (
    <Stack gap={4} miw={220}>
      {fields}
      <TextInput size="xs" label={label} value={note} onChange={event => setNote(event.currentTarget.value)} maxLength={2_000} />
      {failure !== null && <Failure failure={failure} />}
      <Group gap="xs">{children(note)}</Group>
    </Stack>
  )
}
