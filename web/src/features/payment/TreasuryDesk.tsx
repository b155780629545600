import type { BankEntryAnswer, ReconciliationCase } from '@lintas/contract'
import { Anchor, Button, FileButton, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { useBankFiles, useImportBankFile, useLedgerDays, useReconciliations, useSuspense, useVerifyLedger } from '../../api/treasury.ts'
import { Amount, groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

/** The state's money: days of the ledger, the bank's files, what stands in suspense, differences with providers. */
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
      <BankFiles state={state} />
      <Reconciliations state={state} />
      <LedgerDays state={state} />
    </Stack>
  )
}

interface OfState {
  readonly state: string
}

/** Money nobody knows what it is for, each with a place to say so. */
function Suspense({ state }: OfState) {
  const { t, i18n } = useTranslation()
  const entries = useSuspense(state)
  if (entries.isError) return <Failure failure={entries.error} retry={() => entries.refetch()} />
  if (entries.data === undefined) return <Skeleton height={120} />
  return (
    <TableSection<BankEntryAnswer>
      title={t('treasury.suspense')}
      none={t('treasury.suspenseNone')}
      rows={entries.data.items}
      keyOf={entry => entry.id}
      columns={[
        { name: t('payments.day'), show: entry => writeDay(entry.bookedOn, i18n.language) },
        { name: t('treasury.from'), show: entry => entry.party ?? '' },
        { name: t('treasury.words'), show: entry => entry.words.join(' / ') },
        {
          name: t('treasury.amount'),
          isFigure: true,
          show: entry => <Amount amount={entry.direction === 'debit' ? `-${entry.amount}` : entry.amount} currency={entry.currency} />,
        },
        {
          show: entry =>
            entry.direction === 'credit' ? <Assign state={state} entry={entry.id} /> : <SettleDebit state={state} entry={entry.id} />,
        },
      ]}
    />
  )
}

function Assign({ state, entry }: OfState & { readonly entry: string }) {
  const { t } = useTranslation()
  const assign = useAct<BankEntryAnswer, { readonly reference: string; readonly note: string }>(
    state,
    () => `bank/entries/${entry}/assignment`,
    given => given,
  )
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  return (
    <Stack gap={4} miw={220}>
      <TextInput
        size="xs"
        label={t('treasury.reference')}
        value={reference}
        onChange={event => setReference(event.currentTarget.value)}
        maxLength={70}
      />
      <TextInput
        size="xs"
        label={t('treasury.note')}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
        maxLength={2_000}
      />
      {assign.isError && <Failure failure={assign.error} />}
      <Button size="xs" variant="default" loading={assign.isPending} onClick={() => assign.mutate({ reference, note })}>
        {t('treasury.assign')}
      </Button>
    </Stack>
  )
}

/** Money that left the account and is no payout of ours: what it was for. */
function SettleDebit({ state, entry }: OfState & { readonly entry: string }) {
  const { t } = useTranslation()
  const settle = useAct<BankEntryAnswer, string>(
    state,
    () => `bank/entries/${entry}/settlement`,
    note => ({ note }),
  )
  const [note, setNote] = useState('')
  return (
    <Stack gap={4} miw={220}>
      <TextInput
        size="xs"
        label={t('treasury.debitNote')}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
        maxLength={2_000}
      />
      {settle.isError && <Failure failure={settle.error} />}
      <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate(note)}>
        {t('treasury.settleDebit')}
      </Button>
    </Stack>
  )
}

function BankFiles({ state }: OfState) {
  const { t } = useTranslation()
  const files = useBankFiles(state)
  const take = useImportBankFile(state)
  if (files.isError) return <Failure failure={files.error} retry={() => files.refetch()} />
  if (files.data === undefined) return <Skeleton height={120} />
  return (
    <TableSection
      title={t('treasury.files')}
      none={t('treasury.filesNone')}
      rows={files.data.items}
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
    </TableSection>
  )
}

/** What a provider's books and our receipts do not agree on; settled with a note here, or by taking the payment on the provider's word. */
function Reconciliations({ state }: OfState) {
  const { t } = useTranslation()
  const made = useReconciliations(state)
  if (made.isError) return <Failure failure={made.error} retry={() => made.refetch()} />
  if (made.data === undefined) return <Skeleton height={120} />
  const open = made.data.flatMap(each =>
    each.cases.filter(found => found.status === 'open').map(found => ({ ...found, provider: each.provider })),
  )
  return (
    <TableSection
      title={t('treasury.differences')}
      none={t('treasury.differencesNone')}
      rows={open}
      keyOf={found => found.id}
      columns={[
        { name: t('treasury.provider'), show: found => found.provider },
        { name: t('treasury.payment'), show: found => <Text ff="monospace">{found.reference}</Text> },
        { name: t('treasury.what'), show: found => t(`treasury.kind.${found.kind}`) },
        { name: t('treasury.ours'), isFigure: true, show: found => (found.ours === undefined ? '' : groupThousands(found.ours)) },
        { name: t('treasury.theirs'), isFigure: true, show: found => (found.theirs === undefined ? '' : groupThousands(found.theirs)) },
        {
          show: found => <Settle state={state} found={found} />,
        },
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
  const [note, setNote] = useState('')
  const by = (outcome: 'taken' | 'noted') => () => settle.mutate({ outcome, note })
  return (
    <Stack gap={4} miw={220}>
      <TextInput
        size="xs"
        label={t('treasury.settlementNote')}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
        maxLength={2_000}
      />
      {settle.isError && <Failure failure={settle.error} />}
      <Group gap="xs" wrap="nowrap">
        {found.kind === 'missing-here' && (
          <Button size="xs" loading={settle.isPending} onClick={by('taken')}>
            {t('treasury.takeIt')}
          </Button>
        )}
        <Button size="xs" variant="default" loading={settle.isPending} onClick={by('noted')}>
          {t('treasury.noteIt')}
        </Button>
      </Group>
    </Stack>
  )
}

function LedgerDays({ state }: OfState) {
  const { t, i18n } = useTranslation()
  const days = useLedgerDays(state)
  const close = useAct<{ readonly closed: readonly string[] }>(state, () => 'ledger/days')
  const verify = useVerifyLedger(state)
  if (days.isError) return <Failure failure={days.error} retry={() => days.refetch()} />
  if (days.data === undefined) return <Skeleton height={120} />
  return (
    <TableSection
      title={t('treasury.days')}
      none={t('treasury.daysNone')}
      rows={days.data.items}
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
    </TableSection>
  )
}
