import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const MARKS = {
  official: { shape: '●', colour: 'light-dark(#2b7a3d, #6fce84)' },
  secondary: { shape: '◆', colour: 'light-dark(#1b6fa4, #78b7da)' },
  assumed: { shape: '▲', colour: 'light-dark(#8a6100, #f0c14b)' },
} as const

/** How far a row of law can be relied on, as colour, shape and word. */
export function ConfidenceMark({ confidence }: { readonly confidence: keyof typeof MARKS }) {
  const { t } = useTranslation()
  const { shape, colour } = MARKS[confidence]
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      <Text component="span" c={colour} aria-hidden>
        {shape}
      </Text>
      <Text component="span" inherit>
        {t(`confidence.${confidence}`)}
      </Text>
    </Group>
  )
}
