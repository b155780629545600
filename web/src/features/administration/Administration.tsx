import { Anchor, List, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const PAGES = [
  { path: '/debtor-accounts', name: 'money.accounts', about: 'administer.page.accounts' },
  { path: '/law', name: 'law.title', about: 'administer.page.law' },
] as const

/** An administrator's first page: what is decided on a screen, and what by command line. Declarations are none of their business. */
export function Administration() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  return (
    <Stack>
      <Title order={1}>{t('administer.title')}</Title>
      <Text>{t('administer.about')}</Text>
      <List spacing="sm">
        {PAGES.map(({ path, name, about }) => (
          <List.Item key={path}>
            <Anchor component={Link} to={`/${state}${path}`} underline="always">
              {t(name)}
            </Anchor>
            <Text>{t(about)}</Text>
          </List.Item>
        ))}
      </List>
      <Text>{t('administer.byCommand')}</Text>
    </Stack>
  )
}
