import type { BankEntryAnswer, SendingBackAnswer } from '@lintas/contract'
import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { useSendingsBack, useSuspense } from '../../api/treasury.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { NotedAct } from '../../ui/NotedAct.tsx'
import { writeDay } from '../../ui/When.tsx'

interface OfState {
  readonly state: string
}

/** Money nobody knows what it is for, each with a place to say so, or to send it back to the account it came from. */
export function Suspense({ state }: OfState) {
  const { t, i18n } = useTranslation()
  return (
    <AskedTable
      title={t('treasury.suspense')}
      none={t('treasury.suspenseNone')}
      asked={useSuspense(state)}
      rowsOf={({ items }) => items}
      keyOf={entry => entry.id}
      columns={[
        { name: t('payments.day'), show: entry => writeDay(entry.bookedOn, i18n.language) },
        { name: t('treasury.from'), show: entry => <Party party={entry.party} account={entry.partyAccount} /> },
        { name: t('treasury.words'), show: entry => entry.words.join(' / ') },
        {
          name: t('treasury.amount'),
          isFigure: true,
          show: entry => <Amount amount={entry.direction === 'debit' ? `-${entry.amount}` : entry.amount} currency={entry.currency} />,
        },
        {
          show: entry =>
            entry.direction === 'credit' ? <Assign state={state} entry={entry} /> : <SettleDebit state={state} entry={entry.id} />,
        },
      ]}
    />
  )
}

function Party({ party, account }: { readonly party: string | undefined; readonly account: string | undefined }) {
  return (
    <>
      {party}
      {account !== undefined && <Text ff="monospace">{account}</Text>}
    </>
  )
}

/** Where money belongs, or that it goes back: only to an account the bank named. */
function Assign({ state, entry }: OfState & { readonly entry: BankEntryAnswer }) {
  const { t } = useTranslation()
  const assign = useAct<BankEntryAnswer, { readonly reference: string; readonly note: string }>(
    state,
    () => `bank/entries/${entry.id}/assignment`,
    given => given,
  )
  const sendBack = useAct<SendingBackAnswer, string>(
    state,
    () => `bank/entries/${entry.id}/sending-back`,
    note => ({ note }),
  )
  const [reference, setReference] = useState('')
  return (
    <NotedAct
      label={t('treasury.note')}
      failure={assign.error ?? sendBack.error}
      fields={
        <TextInput
          size="xs"
          label={t('treasury.reference')}
          value={reference}
          onChange={event => setReference(event.currentTarget.value)}
          maxLength={70}
        />
      }
    >
      {note => (
        <>
          <Button size="xs" variant="default" loading={assign.isPending} onClick={() => assign.mutate({ reference, note })}>
            {t('treasury.assign')}
          </Button>
          {entry.partyAccount !== undefined && (
            <Button size="xs" variant="default" loading={sendBack.isPending} onClick={() => sendBack.mutate(note)}>
              {t('treasury.sendBack')}
            </Button>
          )}
        </>
      )}
    </NotedAct>
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
  return (
    <NotedAct label={t('treasury.debitNote')} failure={settle.error}>
      {note => (
        <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate(note)}>
          {t('treasury.settleDebit')}
        </Button>
      )}
    </NotedAct>
  )
}

/** What one officer proposed to send back, for another to decide. */
export function SendingsBack({ state }: OfState) {
  const { t } = useTranslation()
  return (
    <AskedTable
      title={t('treasury.sendings')}
      none={t('treasury.sendingsNone')}
      asked={useSendingsBack(state)}
      rowsOf={({ items }) => items}
      keyOf={sending => sending.id}
      columns={[
        { name: t('treasury.to'), show: sending => <Party party={sending.party} account={sending.account} /> },
        { name: t('treasury.sendingNote'), show: sending => sending.note },
        { name: t('treasury.amount'), isFigure: true, show: sending => <Amount amount={sending.amount} currency={sending.currency} /> },
        { show: sending => <DecideSendingBack state={state} sending={sending.id} /> },
      ]}
    />
  )
}

function DecideSendingBack({ state, sending }: OfState & { readonly sending: string }) {
  const { t } = useTranslation()
  const decide = useAct<SendingBackAnswer, { readonly decision: 'approved' | 'refused'; readonly note: string }>(
    state,
    () => `bank/sendings-back/${sending}/decision`,
    ({ decision, note }) => ({ decision, ...(note === '' ? {} : { note }) }),
  )
  return (
    <NotedAct label={t('treasury.decisionNote')} failure={decide.error}>
      {note => (
        <>
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'approved', note })}>
            {t('treasury.approve')}
          </Button>
          <Button size="xs" variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'refused', note })}>
            {t('treasury.refuse')}
          </Button>
        </>
      )}
    </NotedAct>
  )
}
