import type { DisposalBatchAnswer } from '@lintas/contract'
import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBatchAct } from '../../api/disposal.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { WithdrawLine } from './WithdrawLine.tsx'

interface BatchProps {
  readonly state: string
  readonly batch: DisposalBatchAnswer
}

/** One batch: its lines with objections, and what may be done with it now. The node refuses whoever may not be the second officer. */
export function Batch({ state, batch }: BatchProps) {
  const { t, i18n } = useTranslation()
  const act = useBatchAct(state, batch.id)
  const { id, way, office, status, listedOn, approvableFrom, approvals, lines, certificate } = batch
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('disposal.batch', { id })}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('disposal.batch', { id })}: {t(`disposal.ways.${way}`)}, {office}
        </Title>
        <Text>
          {t(`disposal.status.${status}`)} {status === 'listed' && t('disposal.approvals', { count: approvals })}{' '}
          {listedOn !== undefined && approvableFrom !== undefined && t('disposal.listed', { on: day(listedOn), from: day(approvableFrom) })}
        </Text>
        <TableSection
          inCard
          none=""
          rows={lines}
          keyOf={line => String(line.number)}
          columns={[
            { name: t('disposal.goods'), show: line => `${line.number}. ${line.description}` },
            { name: t('disposal.reference'), show: line => line.mrn ?? line.transportDocument ?? '' },
            { name: t('disposal.kept'), show: line => t(`disposal.handlings.${line.handling}`) },
            {
              name: t('disposal.objection'),
              show: line =>
                line.withdrawn !== undefined ? (
                  `${t('disposal.out', { day: day(line.withdrawn.on), ground: t(`disposal.grounds.${line.withdrawn.ground}`) })} ${line.withdrawn.words ?? ''}`
                ) : status === 'listed' ? (
                  <Objection
                    line={line.number}
                    objection={line.objection}
                    busy={act.isPending}
                    send={body => act.mutate({ path: `lines/${line.number}/objection`, body })}
                  />
                ) : (
                  (line.objection ?? '')
                ),
            },
          ]}
        />
        {['draft', 'listed', 'approved'].includes(status) && (
          <WithdrawLine lines={lines} busy={act.isPending} send={(line, body) => act.mutate({ path: `lines/${line}/withdrawal`, body })} />
        )}
        {act.isError && <Failure failure={act.error} />}
        {certificate !== undefined && (
          <Text>
            {t('disposal.certified', { day: day(certificate.disposedOn), place: certificate.place, witness: certificate.witness })}{' '}
            <Amount amount={certificate.net} currency={certificate.currency} />.{' '}
            <Anchor href={`/${state}/api/v1/disposal-batches/${id}/certificate`} target="_blank" rel="noreferrer">
              {t('disposal.certificate')}
            </Anchor>
          </Text>
        )}
        <Group>
          {status === 'draft' && (
            <Button loading={act.isPending} onClick={() => act.mutate({ path: 'publication' })}>
              {t('disposal.publish')}
            </Button>
          )}
          {status === 'listed' && (
            <Button loading={act.isPending} onClick={() => act.mutate({ path: 'approval' })}>
              {t('disposal.approve')}
            </Button>
          )}
        </Group>
        {status === 'approved' && <Certify busy={act.isPending} send={body => act.mutate({ path: 'certificate', body })} />}
      </Stack>
    </Paper>
  )
}

interface ObjectionProps {
  readonly line: number
  readonly objection: string | undefined
  readonly busy: boolean
  send(body: { readonly objection?: string }): void
}

/** Somebody's objection to a line: noted in his words, or lifted. */
function Objection({ line, objection, busy, send }: ObjectionProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  if (objection !== undefined)
    return (
      <Group gap="xs">
        <Text>{objection}</Text>
        <Button size="xs" variant="default" loading={busy} onClick={() => send({})}>
          {t('disposal.lift')}
        </Button>
      </Group>
    )
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label={t('disposal.objectionTo', { line })}
        value={words}
        maxLength={1_000}
        onChange={event => setWords(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" disabled={words.trim().length < 3} loading={busy} onClick={() => send({ objection: words })}>
        {t('disposal.note')}
      </Button>
    </Group>
  )
}

const BLANK = { place: '', method: '', witness: '', costs: '', proceeds: '0' }

function Certify({ busy, send }: { readonly busy: boolean; send(body: typeof BLANK): void }) {
  const { t } = useTranslation()
  const [wish, setWish] = useState(BLANK)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        send(wish)
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {(['place', 'method', 'witness', 'costs', 'proceeds'] as const).map(name => (
          <TextInput
            key={name}
            required
            label={t(`disposal.field.${name}`)}
            value={wish[name]}
            onChange={event => {
              const { value } = event.currentTarget
              setWish(before => ({ ...before, [name]: value }))
            }}
          />
        ))}
      </SimpleGrid>
      <Button type="submit" mt="sm" loading={busy}>
        {t('disposal.certify')}
      </Button>
    </form>
  )
}
