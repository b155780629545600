import type { StoredProfile } from '@lintas/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBackTestProfile, useKeptBackTest } from '../../api/profiles.ts'
import { Failure } from '../../ui/Failure.tsx'
import { BackTestResult } from './BackTestResult.tsx'

/** What a version would have done with the past year, as it was last tried; and a way to try it. */
export function BackTestOf({ state, profile }: { readonly state: string; readonly profile: StoredProfile }) {
  const { t } = useTranslation()
  const kept = useKeptBackTest(state, profile)
  const test = useBackTestProfile(state, profile)
  return (
    <Stack gap="xs">
      {kept.isError && <Failure failure={kept.error} retry={() => kept.refetch()} />}
      {kept.data === null && <Text>{t('backTest.notYet')}</Text>}
      {kept.data != null && <BackTestResult answer={kept.data} />}
      {test.isError && <Failure failure={test.error} />}
      <Group>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('backTest.run')}
        </Button>
      </Group>
    </Stack>
  )
}
