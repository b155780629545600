import { Alert, type AlertProps } from '@mantine/core'

/** Something to know before reading on. Its title has the colour of text: coloured on a tinted ground it would be too faint to read. */
export function Notice(props: AlertProps) {
  return <Alert styles={{ title: { color: 'var(--mantine-color-text)' } }} {...props} />
}
