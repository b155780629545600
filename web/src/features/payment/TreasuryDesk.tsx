import type { ReconciliationCase } from '@lintas/contract'
import { Anchor, Button, FileButton, Group, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { useBankFiles, useImportBankFile, useLedgerDays, useReconciliations, useVerifyLedger } from '../../api/treasury.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { NotedAct } from '../../ui/NotedAct.tsx'
import { writeDay } from '../../ui/When.tsx'
import { SendingsBack, Suspense } from './Suspense.tsx'

/** The state's money: days of the ledger, the bank's files, what stands in suspense or goes back, differences with providers. */
export function TreasuryDesk() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  return (
    <Stack gap="xl">
      <div>
        <Title order={1}>{t('treasury.title')}</Title>
        <Text>{t('treasury.about')}</Text>
      </div>
      <Suspense state={state} />
      <SendingsBack state={state} />
      <BankFiles state={state} />
      <Reconciliations state={state} />
      <LedgerDays state={state} />
    </Stack>
  )
}

interface OfState {
  readonly state: string
}

function BankFiles({ state }: OfState) {
  const { t } = useTranslation()
  const take = useImportBankFile(state)
  return (
    <AskedTable
      title={t('treasury.files')}
      none={t('treasury.filesNone')}
      asked={useBankFiles(state)}
      rowsOf={({ items }) => items}
      keyOf={file => file.id}
      columns={[
        { name: t('treasury.message'), show: file => `${file.kind} ${file.messageId}` },
        { name: t('treasury.entries'), isFigure: true, show: file => file.entries },
        { name: t('treasury.waiting'), isFigure: true, show: file => file.waiting },
        { name: t('treasury.suspense'), isFigure: true, show: file => file.suspense },
      ]}
    >
      {take.isError && <Failure failure={take.error} />}
      <Group>
        <FileButton accept=".xml,application/xml,text/xml" onChange={file => file !== null && take.mutate(file)}>
          {props => (
            <Button {...props} loading={take.isPending} variant="default">
              {t('treasury.take')}
            </Button>
          )}
        </FileButton>
      </Group>
    </AskedTable>
  )
}

/** What a provider's books and our receipts do not agree on; settled with a note here, or by taking the payment on the provider's word. */
function Reconciliations({ state }: OfState) {
  const { t } = useTranslation()
  return (
    <AskedTable
      title={t('treasury.differences')}
      none={t('treasury.differencesNone')}
      asked={useReconciliations(state)}
      rowsOf={made =>
        made.flatMap(({ provider, cases }) => cases.filter(found => found.status === 'open').map(found => ({ ...found, provider })))
      }
      keyOf={found => found.id}
      columns={[
        { name: t('treasury.provider'), show: found => found.provider },
        { name: t('treasury.payment'), show: found => <Text ff="monospace">{found.reference}</Text> },
        { name: t('treasury.what'), show: found => t(`treasury.kind.${found.kind}`) },
        { name: t('treasury.ours'), isFigure: true, show: found => (found.ours === undefined ? '' : groupThousands(found.ours)) },
        { name: t('treasury.theirs'), isFigure: true, show: found => (found.theirs === undefined ? '' : groupThousands(found.theirs)) },
        { show: found => <Settle state={state} found={found} /> },
      ]}
    />
  )
}

/** What a difference was is said by whoever settles it. */
function Settle({ state, found }: OfState & { readonly found: ReconciliationCase }) {
  const { t } = useTranslation()
  const settle = useAct<ReconciliationCase, { readonly outcome: 'taken' | 'noted'; readonly note: string }>(
    state,
    () => `reconciliation-cases/${found.id}/settlement`,
    given => given,
  )
  return (
    <NotedAct label={t('treasury.settlementNote')} failure={settle.error}>
      {note => (
        <>
          {found.kind === 'missing-here' && (
            <Button size="xs" loading={settle.isPending} onClick={() => settle.mutate({ outcome: 'taken', note })}>
              {t('treasury.takeIt')}
            </Button>
          )}
          <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate({ outcome: 'noted', note })}>
            {t('treasury.noteIt')}
          </Button>
        </>
      )}
    </NotedAct>
  )
}

function LedgerDays({ state }: OfState) {
  const { t, i18n } = useTranslation()
  const close = useAct<{ readonly closed: readonly string[] }>(state, () => 'ledger/days')
  const verify = useVerifyLedger(state)
  return (
    <AskedTable
      title={t('treasury.days')}
      none={t('treasury.daysNone')}
      asked={useLedgerDays(state)}
      rowsOf={({ items }) => items}
      keyOf={each => each.day}
      columns={[
        { name: t('payments.day'), show: each => writeDay(each.day, i18n.language) },
        { name: t('treasury.journals'), isFigure: true, show: each => each.journals },
        { name: t('treasury.postings'), isFigure: true, show: each => each.postings },
        { name: 'SHA-256', show: each => <Text ff="monospace">{each.sha256.slice(0, 16)}</Text> },
        {
          show: each => (
            <Anchor href={`/${state}/api/v1/ledger/days/${each.day}/csv`} download>
              CSV
            </Anchor>
          ),
        },
      ]}
    >
      {close.isError && <Failure failure={close.error} />}
      {verify.isError && <Failure failure={verify.error} />}
      <Group>
        <Button variant="default" loading={close.isPending} onClick={() => close.mutate()}>
          {t('treasury.close')}
        </Button>
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('treasury.verify')}
        </Button>
        {verify.data !== undefined && (
          <Text>
            {verify.data.ok ? t('treasury.holds', { days: verify.data.days }) : t('treasury.faults', { count: verify.data.faults.length })}
          </Text>
        )}
      </Group>
    </AskedTable>
  )
}
