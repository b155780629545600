import type { CargoDifference } from '@lintas/contract'
import { Anchor, Button, Group, NumberInput, Paper, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActOnDifference } from '../../api/cargo.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CargoAmount } from './CargoAmount.tsx'

interface DifferenceCardProps {
  readonly state: string
  readonly difference: CargoDifference
  readonly mayExplain: boolean
  readonly maySettle: boolean
  readonly showManifest: boolean
}

/** One difference: how much, until when it is to be explained, what was said, how it was settled. */
export function DifferenceCard({ state, difference, mayExplain, maySettle, showManifest }: DifferenceCardProps) {
  const { t, i18n } = useTranslation()
  const { kind, number, manifest, amount, open, openedOn, explainBy, isLate, explanations, settlements, settledOn } = difference
  const isPart = settledOn === undefined && settlements.length > 0
  return (
    <Paper withBorder p="md" component="article" aria-label={`${t(`cargo.difference.${kind}`)} ${number}`}>
      <Stack gap="xs">
        <Title order={3} size="h4">
          {t(`cargo.difference.${kind}`)}: {number}, <CargoAmount amount={amount} />
        </Title>
        <Text size="sm" {...(isLate ? { c: 'red' } : {})}>
          {showManifest && (
            <>
              <Anchor component={Link} to={`/${state}/manifests/${manifest}`} inherit>
                {manifest}
              </Anchor>
              {', '}
            </>
          )}
          {t('cargo.reportedOn', { day: writeDay(openedOn, i18n.language) })}{' '}
          {explainBy === undefined ? t('cargo.explainNoPeriod') : t('cargo.explainBy', { day: writeDay(explainBy, i18n.language) })}
        </Text>
        {explanations.map(each => (
          <Text key={each.at}>
            {t('cargo.explanation')}: {each.words}
            {each.documents.map(({ type, number: its }) => ` [${type} ${its}]`).join('')}
          </Text>
        ))}
        {settlements.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: settlements are in their order, and none is taken out
          <Text key={index}>
            {t(`cargo.outcome.${each.outcome}`)}, <CargoAmount amount={each.amount} />
            {each.mrn !== undefined && (
              <>
                {', '}
                {maySettle ? <DeclarationLink state={state} mrn={each.mrn} /> : each.mrn}
              </>
            )}
            : {each.reasons.map(({ text, legalBasis }) => (legalBasis === '' ? text : `${text} (${legalBasis})`)).join(' ')}
          </Text>
        ))}
        {isPart && (
          <Text fw={600}>
            {t('cargo.stillOpen')}: <CargoAmount amount={open} />
          </Text>
        )}
        {settledOn === undefined && mayExplain && <Explain state={state} id={difference.id} />}
        {settledOn === undefined && maySettle && (
          <Settle key={`${open.packages} ${open.grossMassKg}`} state={state} difference={difference} />
        )}
      </Stack>
    </Paper>
  )
}

function Explain({ state, id }: { readonly state: string; readonly id: string }) {
  const { t } = useTranslation()
  const act = useActOnDifference(state, id)
  const [words, setWords] = useState('')
  const [type, setType] = useState('')
  const [number, setNumber] = useState('')
  const documents = number.trim() === '' ? [] : [{ type: type.trim(), number }]
  const isWhole = words.trim().length >= 3 && (number.trim() === '') === (type.trim() === '')
  const send = () =>
    act.mutate({ what: 'explanation', body: { words, documents } }, { onSuccess: () => [setWords(''), setType(''), setNumber('')] })
  return (
    <>
      {act.isError && <Failure failure={act.error} />}
      <Textarea label={t('cargo.explanation')} value={words} maxLength={2000} onChange={event => setWords(event.currentTarget.value)} />
      <Group align="flex-end">
        <TextInput label={t('cargo.explainType')} value={type} maxLength={35} onChange={event => setType(event.currentTarget.value)} />
        <TextInput
          label={t('cargo.explainNumber')}
          value={number}
          maxLength={70}
          onChange={event => setNumber(event.currentTarget.value)}
        />
        <Button loading={act.isPending} disabled={!isWhole} onClick={send}>
          {t('cargo.explain')}
        </Button>
      </Group>
    </>
  )
}

function Settle({ state, difference: { id, outcomes, open } }: { readonly state: string; readonly difference: CargoDifference }) {
  const { t } = useTranslation()
  const act = useActOnDifference(state, id)
  const [outcome, setOutcome] = useState<string>('accepted')
  const [packages, setPackages] = useState(open.packages)
  const [grossMassKg, setMass] = useState(open.grossMassKg)
  const [mrn, setMrn] = useState('')
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const isWhole = text.trim().length >= 3 && /^\d+(\.\d+)?$/.test(grossMassKg) && (outcome !== 'charged' || mrn.trim() !== '')
  const body = {
    outcome,
    amount: { packages, grossMassKg },
    ...(outcome === 'charged' ? { mrn } : {}),
    reasons: [{ text, legalBasis }],
  }
  return (
    <>
      {act.isError && <Failure failure={act.error} />}
      <Group align="flex-end">
        <Select
          label={t('cargo.settleHow')}
          allowDeselect={false}
          data={outcomes.map(value => ({ value, label: t(`cargo.outcome.${value}`) }))}
          value={outcome}
          onChange={value => value !== null && setOutcome(value)}
        />
        <NumberInput
          label={t('cargo.settlePackages')}
          min={0}
          max={open.packages}
          value={packages}
          onChange={value => setPackages(Number(value) || 0)}
        />
        <TextInput label={t('cargo.settleKg')} value={grossMassKg} onChange={event => setMass(event.currentTarget.value)} />
        {outcome === 'charged' && (
          <TextInput label={t('cargo.settleMrn')} value={mrn} maxLength={35} onChange={event => setMrn(event.currentTarget.value)} />
        )}
      </Group>
      <Group grow preventGrowOverflow={false} align="flex-end">
        <TextInput label={t('money.text')} value={text} maxLength={2000} onChange={event => setText(event.currentTarget.value)} />
        <TextInput label={t('money.law')} value={legalBasis} maxLength={200} onChange={event => setLegalBasis(event.currentTarget.value)} />
      </Group>
      <Group>
        <Button loading={act.isPending} disabled={!isWhole} onClick={() => act.mutate({ what: 'settlement', body })}>
          {t('cargo.settle')}
        </Button>
      </Group>
    </>
  )
}
