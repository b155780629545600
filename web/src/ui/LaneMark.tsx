import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const MARKS = {
  green: { shape: '●', colour: 'light-dark(#2b7a3d, #6fce84)' },
  blue: { shape: '◆', colour: 'light-dark(#1b6fa4, #78b7da)' },
  yellow: { shape: '▲', colour: 'light-dark(#8a6100, #f0c14b)' },
  red: { shape: '■', colour: 'light-dark(#b3261e, #ff9a92)' },
} as const

export type Lane = keyof typeof MARKS

/** A lane as colour, shape and word, so that none of the three is needed to read it. */
export function LaneMark({ lane }: { readonly lane: Lane }) {
  const { t } = useTranslation()
  const { shape, colour } = MARKS[lane]
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      <Text component="span" c={colour} aria-hidden>
        {shape}
      </Text>
      <Text component="span">{t(`lane.${lane}`)}</Text>
    </Group>
  )
}
