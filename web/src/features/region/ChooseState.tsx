import { STATE_FACTS, STATES } from '@lintas/customs/reference'
import { Anchor, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Flag } from '../../ui/Flag.tsx'

/** States whose law this build holds; the others answer "not loaded yet" by name. */
const WITH_LAW: ReadonlySet<string> = new Set(['SG', 'TH', 'VN'])

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
          <Card key={state} withBorder padding="md">
            <Group wrap="nowrap">
              <Flag state={state} />
              <div>
                <Anchor component={Link} to={`/${state.toLowerCase()}`} fw={600}>
                  {STATE_FACTS[state].name}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {WITH_LAW.has(state) ? t('region.lawLoaded') : t('region.lawNotLoaded')}
                </Text>
              </div>
            </Group>
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
