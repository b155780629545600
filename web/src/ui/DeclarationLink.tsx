import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** A declaration by its number, which leads to it. */
export function DeclarationLink({ state, mrn }: { readonly state: string; readonly mrn: string }) {
  return (
    <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace">
      {mrn}
    </Anchor>
  )
}
