import type { ExporterApplication } from '@lintas/contract'
import { CERTIFICATION_CONDITIONS } from '@lintas/customs/origin'
import { Button, Checkbox, Group, List, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExporterAct } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'

interface CardProps {
  readonly state: string
  readonly application: ExporterApplication
  readonly permissions: readonly string[]
}

/** One application: what is asked for, what was found, and what the reader may do about it. */
export function ApplicationCard({ state, application, permissions }: CardProps) {
  const { t } = useTranslation()
  const act = useExporterAct(state, 'application')
  const { id, exporter, trader, code, status, findings, note, reason, validFrom, validTo } = application
  const isOpen = status === 'applied' || status === 'examined'
  const days = validFrom === undefined ? '' : ` · ${validFrom}${validTo === undefined ? '' : ` – ${validTo}`}`
  return (
    <Paper withBorder p="md" component="article" aria-label={exporter.name}>
      <Stack gap="xs">
        <Title order={3} size="h4">
          {exporter.name} ({trader})
        </Title>
        <Text>
          {t(`exporters.status.${status}`)}
          {code !== undefined && ` · ${code}`}
          {days}
        </Text>
        <Text size="sm">
          {t(`exporters.activities.${exporter.activity}`)}, {exporter.address}
        </Text>
        <List size="sm">
          {exporter.products.slice(0, SHOWN).map(each => (
            <List.Item key={each.code}>
              {each.code} {each.description}
              {each.manufacturer !== undefined && ` (${each.manufacturer.name}, ${each.manufacturer.declaration})`}
            </List.Item>
          ))}
          {exporter.products.length > SHOWN && <List.Item>{t('exporters.more', { count: exporter.products.length - SHOWN })}</List.Item>}
        </List>
        <Group gap="lg">
          {exporter.signatories.map(({ name, specimen }) => (
            <figure key={name} style={{ margin: 0 }}>
              <img src={`data:${specimen.mediaType};base64,${specimen.base64}`} alt={t('exporters.specimenOf', { name })} height={48} />
              <Text component="figcaption" size="sm">
                {name}
              </Text>
            </figure>
          ))}
        </Group>
        {findings !== undefined && (
          <List size="sm">
            {CERTIFICATION_CONDITIONS.map(each => (
              <List.Item key={each}>
                {t(`exporters.condition.${each}`)}: {t(`exporters.finding.${findings[each]}`)}
              </List.Item>
            ))}
          </List>
        )}
        {note !== undefined && <Text size="sm">{note}</Text>}
        {reason !== undefined && <Text>{reason}</Text>}
        {act.isError && <Failure failure={act.error} />}
        {isOpen && permissions.includes('exporters.apply') && (
          <Button
            variant="default"
            w="fit-content"
            loading={act.isPending}
            onClick={() => act.mutate({ path: `/${id}/withdrawal`, body: {} })}
          >
            {t('exporters.takeBack')}
          </Button>
        )}
        {isOpen && permissions.includes('exporters.examine') && (
          <Examine isPending={act.isPending} send={body => act.mutate({ path: `/${id}/examination`, body })} />
        )}
        {status === 'examined' && permissions.includes('exporters.decide') && (
          <Decide isPending={act.isPending} send={body => act.mutate({ path: `/${id}/decision`, body })} />
        )}
      </Stack>
    </Paper>
  )
}

/** Products that are shown of one application. */
const SHOWN = 20

interface SendProps {
  readonly isPending: boolean
  readonly send: (body: object) => void
}

function Examine({ isPending, send }: SendProps) {
  const { t } = useTranslation()
  const [met, setMet] = useState<string[]>([])
  const [note, setNote] = useState('')
  const findings = Object.fromEntries(CERTIFICATION_CONDITIONS.map(each => [each, met.includes(each) ? 'met' : 'not-met']))
  return (
    <Stack gap="xs">
      <Checkbox.Group label={t('exporters.found')} value={met} onChange={setMet}>
        <Stack gap={4} mt="xs">
          {CERTIFICATION_CONDITIONS.map(each => (
            <Checkbox key={each} value={each} label={t(`exporters.condition.${each}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Textarea label={t('exporters.note')} value={note} onChange={event => setNote(event.currentTarget.value)} />
      <Button w="fit-content" loading={isPending} onClick={() => send({ findings, ...(note.trim() === '' ? {} : { note }) })}>
        {t('exporters.examine')}
      </Button>
    </Stack>
  )
}

function Decide({ isPending, send }: SendProps) {
  const { t } = useTranslation()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  return (
    <Stack gap="xs">
      <Group>
        <TextInput type="date" label={t('exporters.from')} value={from} onChange={event => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={t('exporters.to')} value={to} onChange={event => setTo(event.currentTarget.value)} />
      </Group>
      <Textarea label={t('exporters.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} />
      <Group>
        <Button
          loading={isPending}
          disabled={from === ''}
          onClick={() => send({ decision: 'granted', validFrom: from, ...(to === '' ? {} : { validTo: to }) })}
        >
          {t('exporters.certify')}
        </Button>
        <Button
          variant="default"
          loading={isPending}
          disabled={reason.trim().length < REASON_MIN}
          onClick={() => send({ decision: 'refused', reason })}
        >
          {t('exporters.refuse')}
        </Button>
      </Group>
    </Stack>
  )
}

const REASON_MIN = 10
