import { Alert, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export interface ShownProblem {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'hint'
  readonly path: string
  readonly message: string
  readonly line?: number | null | undefined
}

const COLOURS = { error: 'red', warning: 'yellow', hint: 'gray' } as const

/** Dark enough on the tint of its own colour, in either scheme (WCAG 2.2, 1.4.3). */
const TITLES = {
  error: 'light-dark(#9b1c14, #ffb4ad)',
  warning: 'light-dark(#6b4a00, #f4cf6b)',
  hint: 'light-dark(#3b3b3b, #d6d6d6)',
} as const

/** Every problem at once, the gravest first; each says where it is and what to do. */
export function Problems({ problems }: { readonly problems: readonly ShownProblem[] }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      {(['error', 'warning', 'hint'] as const).map(severity => {
        const these = problems.filter(each => each.severity === severity)
        if (these.length === 0) return null
        return (
          <Alert
            key={severity}
            color={COLOURS[severity]}
            title={`${t(`problems.${severity}`)} (${these.length})`}
            styles={{ title: { color: TITLES[severity] } }}
          >
            <List spacing={4}>
              {these.map(each => (
                <List.Item key={`${each.code} ${each.path} ${each.message}`}>
                  {each.message}
                  <Text span size="sm" c="dimmed">
                    {each.path === '' ? '' : ` ${each.path}`}
                    {each.line === undefined || each.line === null ? '' : `, ${t('problems.line', { line: each.line })}`}
                  </Text>
                </List.Item>
              ))}
            </List>
          </Alert>
        )
      })}
    </Stack>
  )
}
