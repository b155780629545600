import type { PreferencesAnswer } from '@lintas/contract'
import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePreferenceAct, usePreferences } from '../../api/preferences.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { ClaimLate } from './ClaimLate.tsx'
import { SettleClaims } from './SettleClaims.tsx'

interface PreferencesProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
  readonly sequences: readonly number[]
  /** Whether whoever reads may see them at all. */
  readonly enabled: boolean
}

/** The claims to preference of a declaration: how each stands, what is secured for it, and what may be done now. Nothing is shown where there is nothing to do or to tell. */
export function Preferences({ state, mrn, revision, sequences, enabled }: PreferencesProps) {
  const { t } = useTranslation()
  const found = usePreferences(state, mrn, revision, enabled)
  const act = usePreferenceAct(state, mrn)
  if (found.isError) return <Failure failure={found.error} retry={() => found.refetch()} />
  if (found.data === undefined) return null
  const { items, acts, securities } = found.data
  if (items.length === 0 && acts.length === 0) return null
  const waiting = items.filter(each => each.standing === 'waiting').map(each => each.sequence)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('preferences.title')}>
      <Stack gap="sm">
        <Claims items={items} />
        {securities.map(({ amount }) => (
          <Text key={amount.amount}>{t('preferences.secured', { amount: `${amount.currency} ${groupThousands(amount.amount)}` })}</Text>
        ))}
        {act.isError && <Failure failure={act.error} />}
        {act.isSuccess && <Outcome state={state} answer={act.data} />}
        <Stack className="no-print">
          {acts.includes('secure') && (
            <Group>
              <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ path: 'security', body: { items: waiting } })}>
                {t('preferences.secure')}
              </Button>
            </Group>
          )}
          {acts.includes('claim') && (
            <ClaimLate sequences={sequences} busy={act.isPending} send={body => act.mutate({ path: 'claims', body })} />
          )}
          {acts.includes('settle') && (
            <SettleClaims items={items} busy={act.isPending} send={body => act.mutate({ path: 'settlement', body })} />
          )}
        </Stack>
      </Stack>
    </Paper>
  )
}

function Claims({ items }: { readonly items: PreferencesAnswer['items'] }) {
  const { t, i18n } = useTranslation()
  return (
    <TableSection
      inCard
      title={t('preferences.title')}
      none={t('preferences.none')}
      rows={items}
      keyOf={item => String(item.sequence)}
      columns={[
        { name: t('preferences.item'), show: item => item.sequence },
        {
          name: t('preferences.standing'),
          show: ({ standing, acceptedLate: ground }) => {
            const stands = t(`preferences.stands.${standing}`)
            return ground === undefined
              ? stands
              : t('preferences.acceptedLate', { standing: stands, ground: t(`preferences.grounds.${ground}`) })
          },
        },
        {
          name: t('preferences.until'),
          show: ({ deposits }) => {
            const last = deposits.at(-1)
            if (last?.outcome !== undefined) return t(`preferences.outcome.${last.outcome}`)
            return last?.until === undefined ? '' : writeDay(last.until, i18n.language)
          },
        },
        { name: t('preferences.claim'), show: item => `${item.agreement.toUpperCase()} ${item.proof ?? ''}` },
      ]}
    />
  )
}

function Outcome({ state, answer: { decision, refund } }: { readonly state: string; readonly answer: PreferencesAnswer }) {
  const { t } = useTranslation()
  return (
    <Alert role="status" color="green">
      <Text>{t('preferences.done')}</Text>
      {refund !== undefined && <Text>{t('preferences.refund', { amount: `${refund.currency} ${groupThousands(refund.amount)}` })}</Text>}
      {decision !== undefined && (
        <Anchor component={Link} to={`/${state}/decisions/${decision}`} ff="monospace">
          {decision}
        </Anchor>
      )}
    </Alert>
  )
}
