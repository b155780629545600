import { Anchor } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { writeCode } from './code-text.ts'

const Inside = createLink(Anchor<'a'>)

interface CodeLinkProps {
  readonly state: string
  readonly code: string
  readonly on: string | undefined
  readonly children?: ReactNode
}

/** Leads to a code, on the day one is looking at. */
export function CodeLink({ state, code, on, children = writeCode(code) }: CodeLinkProps) {
  return (
    <Inside underline="always" to="/$state/codes/$code" params={{ state, code }} search={on === undefined ? {} : { on }}>
      {children}
    </Inside>
  )
}
