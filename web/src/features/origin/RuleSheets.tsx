import type { LoadedRuleSheet } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRuleSheet, useRuleSheets, useSheetAct } from '../../api/rule-sheets.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { LoadSheet } from './LoadSheet.tsx'

interface SheetsProps {
  readonly state: string
  readonly permissions: readonly string[]
}

/** Sheets of product rules that were loaded here: one administrator loads, another activates; one that is wrong is withdrawn at once. */
export function RuleSheets({ state, permissions }: SheetsProps) {
  const { t, i18n } = useTranslation()
  const [chosen, setChosen] = useState<string>()
  const sheets = useRuleSheets(state)
  if (sheets.isPending) return <Skeleton height={120} />
  if (sheets.isError) return <Failure failure={sheets.error} retry={() => sheets.refetch()} />
  return (
    <Stack gap="sm">
      <TableSection
        title={t('ruleSheets.title')}
        none={t('ruleSheets.none')}
        rows={sheets.data.items}
        keyOf={each => each.id}
        columns={[
          { name: t('ruleSheets.sheet'), show: each => each.sheet },
          { name: t('ruleSheets.from'), show: each => (each.validFrom === undefined ? '–' : writeDay(each.validFrom, i18n.language)) },
          { name: t('ruleSheets.rows'), isFigure: true, show: each => each.rows },
          { name: t('ruleSheets.stands'), show: each => t(`ruleSheets.status.${each.status}`) },
          {
            show: each => (
              <Button size="compact-sm" variant="default" onClick={() => setChosen(each.id)}>
                {t('ruleSheets.show')}
              </Button>
            ),
          },
        ]}
      />
      {chosen !== undefined && <RuleSheet key={chosen} state={state} id={chosen} mayDecide={permissions.includes('origin.decide-rules')} />}
      {permissions.includes('origin.load-rules') && <LoadSheet state={state} />}
    </Stack>
  )
}

/** One sheet: what it rests on, what it changes of each chapter, and what may be decided on it. */
function RuleSheet({ state, id, mayDecide }: { readonly state: string; readonly id: string; readonly mayDecide: boolean }) {
  const { t } = useTranslation()
  const sheet = useRuleSheet(state, id)
  if (sheet.isPending) return <Skeleton height={120} />
  if (sheet.isError) return <Failure failure={sheet.error} retry={() => sheet.refetch()} />
  const { sheet: name, legalRef, source, hsVersion, reason, refusal, withdrawal, changes } = sheet.data
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {name}: {t(`ruleSheets.status.${sheet.data.status}`)}
        </Title>
        <Text>
          {legalRef}, {source} (HS {hsVersion})
        </Text>
        <Text>{reason}</Text>
        {refusal !== undefined && <Text>{t('ruleSheets.refusedFor', { reason: refusal })}</Text>}
        {withdrawal !== undefined && <Text>{t('ruleSheets.withdrawnFor', { reason: withdrawal })}</Text>}
        <TableSection
          inCard
          title={t('ruleSheets.changes')}
          none={t('ruleSheets.noChange')}
          rows={changes}
          keyOf={each => each.chapter}
          columns={[
            { name: t('ruleSheets.chapter'), show: each => each.chapter },
            { name: t('ruleSheets.before'), show: each => `${t(`ruleSheets.coverage.${each.before}`)} (${each.rowsBefore})` },
            { name: t('ruleSheets.after'), show: each => `${t(`ruleSheets.coverage.${each.after}`)} (${each.rowsAfter})` },
          ]}
        />
        <Anchor href={`/${state}/api/v1/origin/rule-sheets/${id}/rows.csv`}>{t('ruleSheets.csv')}</Anchor>
        {mayDecide && <SheetActs state={state} sheet={sheet.data} />}
      </Stack>
    </Paper>
  )
}

function SheetActs({ state, sheet: { id, status } }: { readonly state: string; readonly sheet: LoadedRuleSheet }) {
  const { t } = useTranslation()
  const act = useSheetAct(state)
  const [reason, setReason] = useState('')
  if (status !== 'loaded' && status !== 'current') return null
  const isSaid = reason.trim().length >= REASON_MIN
  return (
    <Stack gap="sm">
      <Textarea label={t('ruleSheets.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} />
      <Group>
        {status === 'loaded' && (
          <>
            <Button loading={act.isPending} onClick={() => act.mutate({ id, path: 'decision', body: { decision: 'activated' } })}>
              {t('ruleSheets.activate')}
            </Button>
            <Button
              variant="default"
              loading={act.isPending}
              disabled={!isSaid}
              onClick={() => act.mutate({ id, path: 'decision', body: { decision: 'refused', reason } })}
            >
              {t('ruleSheets.refuse')}
            </Button>
          </>
        )}
        {status === 'current' && (
          <Button
            color="red"
            loading={act.isPending}
            disabled={!isSaid}
            onClick={() => act.mutate({ id, path: 'withdrawal', body: { reason } })}
          >
            {t('ruleSheets.withdraw')}
          </Button>
        )}
      </Group>
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}

const REASON_MIN = 10
