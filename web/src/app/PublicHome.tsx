import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../features/classification/SearchBox.tsx'

/** What anybody may ask of a node, in the order of who comes most often. */
const DOORS = [
  { path: '/classify', text: 'classify.door.classify' },
  { path: '/cost', text: 'classify.door.cost' },
  { path: '/codes', text: 'classify.door.codes' },
  { path: '/divergences', text: 'divergences.title' },
  { path: '/faults', text: 'faults.title' },
  { path: '/origin', text: 'origin.title' },
  { path: '/proofs/check', text: 'proof.title' },
  { path: '/modes', text: 'classify.door.modes' },
  { path: '/service-levels', text: 'classify.door.service' },
  { path: '/law', text: 'classify.door.law' },
] as const

/** The first page of a node for whoever is not signed in: one question, then the doors that are open to everybody. */
export function PublicHome({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      <Title order={1}>{t('classify.welcome')}</Title>
      <SearchBox state={state} asked="" />
      <nav aria-label={t('classify.doors')}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {DOORS.map(({ path, text }) => (
            <Anchor key={path} component={Link} to={`/${state}${path}`}>
              {t(text)}
            </Anchor>
          ))}
        </SimpleGrid>
      </nav>
      <Text>
        <Anchor component={Link} to={`/${state}/sign-in`}>
          {t('list.signInFirst')}
        </Anchor>
      </Text>
    </Stack>
  )
}
