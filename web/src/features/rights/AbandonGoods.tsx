import { Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { Failure } from '../../ui/Failure.tsx'

interface AbandonGoodsProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
}

/** Where a declarant leaves goods that are not released to the state, in his own words; once written it is not taken back. */
export function AbandonGoods({ state, mrn, revision }: AbandonGoodsProps) {
  const { t } = useTranslation()
  const [waiver, setWaiver] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const abandon = useAct<unknown, string>(
    state,
    () => `declarations/${mrn}/abandonment`,
    words => ({ waiver: words }),
    revision,
  )
  return (
    <Paper withBorder p="md" component="section" aria-label={t('abandon.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('abandon.title')}
      </Title>
      <Stack gap="sm">
        <Text>{t('abandon.about')}</Text>
        {isOpen && (
          <Textarea
            label={t('abandon.words')}
            value={waiver}
            maxLength={4_000}
            autosize
            minRows={3}
            onChange={event => setWaiver(event.currentTarget.value)}
          />
        )}
        {abandon.isError && <Failure failure={abandon.error} />}
        <Group>
          {isOpen ? (
            <>
              <Button color="red" disabled={waiver.trim().length < 10} loading={abandon.isPending} onClick={() => abandon.mutate(waiver)}>
                {t('abandon.do')}
              </Button>
              <Button variant="default" onClick={() => setIsOpen(false)}>
                {t('documents.cancel')}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setIsOpen(true)}>
              {t('abandon.title')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
