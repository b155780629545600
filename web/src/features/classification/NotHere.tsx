import type { NomenclatureEntry } from '@lintas/contract'
import { List, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CodeLink } from './CodeLink.tsx'

interface NotHereProps {
  readonly state: string
  readonly entry: NomenclatureEntry
  readonly on: string | undefined
}

/** What resembles an entry and stands elsewhere. */
export function NotHere({ state, entry: { not }, on }: NotHereProps) {
  const { t } = useTranslation()
  if (not.length === 0) return null
  return (
    <Stack component="section" gap={4}>
      <Title order={2} size="h4">
        {t('classify.code.not')}
      </Title>
      <List>
        {not.map(({ words, code }) => (
          <List.Item key={`${words} ${code}`}>
            {t('classify.code.notRow', { words })} <CodeLink state={state} code={code} on={on} />
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
