import type { State } from '@lintas/customs/reference'
import { Text } from '@mantine/core'

/** The state's flag where the reader's fonts have it, its two letters where they do not. */
export function Flag({ state }: { readonly state: State }) {
  const flag = String.fromCodePoint(...[...state].map(letter => 0x1f1e6 + letter.charCodeAt(0) - 65))
  return (
    <Text component="span" fz={26} lh={1} aria-hidden>
      {flag}
    </Text>
  )
}
