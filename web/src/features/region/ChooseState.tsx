import { STATE_FACTS, STATES, type State } from '@lintas/customs/reference'
import { Anchor, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLawCoverage } from '../../api/law.ts'
import { Flag } from '../../ui/Flag.tsx'

/** The door of the region: which state's node? */
export function ChooseState() {
  const { t } = useTranslation()
  return (
    <Stack component="main" className="reading" p="lg" gap="lg">
      <div>
        <Title order={1}>Lintas</Title>
        <Text size="lg">{t('region.about')}</Text>
      </div>
      <Title order={2} size="h3">
        {t('region.choose')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        {STATES.map(state => (
          <StateCard key={state} state={state} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

/** One state, and whether its node has the law of today; nothing is said of it until the node has answered. */
function StateCard({ state }: { readonly state: State }) {
  const { t } = useTranslation()
  const path = state.toLowerCase()
  const { data: coverage } = useLawCoverage(path)
  return (
    <Card withBorder padding="md">
      <Group wrap="nowrap">
        <Flag state={state} />
        <div>
          <Anchor component={Link} to={`/${path}`} fw={600}>
            {STATE_FACTS[state].name}
          </Anchor>
          <Text size="sm" c="dimmed" mih="1.5em">
            {coverage === undefined ? '' : coverage.assesses ? t('region.lawLoaded') : t('region.lawNotLoaded')}
          </Text>
        </div>
      </Group>
    </Card>
  )
}
