import type { Permission, ProofAnswer } from '@lintas/contract'
import { Button, Checkbox, Collapse, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProofAct } from '../../api/proofs.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

type Act = ProofAnswer['permitted'][number]

/** What a step of a verification needs beside words. */
type Needs = 'text' | 'check' | 'visit' | 'receipt' | 'postponement' | 'reasons'

interface Step {
  readonly act: Act
  readonly path: string
  readonly needs: Needs
  readonly body?: object
  readonly permission?: Permission
}

const STEPS: readonly Step[] = [
  { act: 'request-check', path: 'check', needs: 'check' },
  { act: 'reply-check', path: 'check/reply', needs: 'text' },
  { act: 'notify-visit', path: 'visit', needs: 'visit' },
  { act: 'note-receipt', path: 'receipt', needs: 'receipt' },
  { act: 'consent-visit', path: 'visit/consent', needs: 'text', body: { consents: true } },
  { act: 'refuse-visit', path: 'visit/consent', needs: 'text', body: { consents: false } },
  { act: 'postpone-visit', path: 'visit/postponement', needs: 'postponement' },
  { act: 'hold-visit', path: 'visit/report', needs: 'text' },
  { act: 'determine', path: 'determination', needs: 'reasons' },
  { act: 'comment', path: 'determination/comments', needs: 'text' },
  { act: 'finalise', path: 'determination/final', needs: 'reasons' },
  { act: 'refer', path: 'referral', needs: 'text', permission: 'proofs.refer' },
]

/** What the words of a step are about, where it is something of its own. */
const LABELS: { readonly [needs in Needs]?: 'verification.coverage' | 'verification.doubt' | 'verification.evidence' } = {
  visit: 'verification.coverage',
  check: 'verification.doubt',
  receipt: 'verification.evidence',
}

/** The steps of a verification it is the turn of: one is chosen, what it needs is written, and it is sent. */
export function VerifyProof({ state, proof }: { readonly state: string; readonly proof: ProofAnswer }) {
  const { t } = useTranslation()
  const permissions: readonly string[] = useSession(state).data?.permissions ?? []
  const act = useProofAct(state, proof.id)
  const [chosen, setChosen] = useState<Act>()
  const offered = STEPS.filter(each => proof.permitted.includes(each.act) && permissions.includes(each.permission ?? 'proofs.verify'))
  const step = offered.find(each => each.act === chosen)
  if (offered.length === 0) return null
  return (
    <Stack gap="sm">
      <Group>
        {offered.map(each => (
          <Button
            key={each.act}
            variant={each.act === chosen ? 'light' : 'default'}
            aria-expanded={each.act === chosen}
            onClick={() => setChosen(each.act === chosen ? undefined : each.act)}
          >
            {t(`verification.do.${each.act}`)}
          </Button>
        ))}
      </Group>
      {step !== undefined && (
        <Fields
          key={step.act}
          step={step}
          busy={act.isPending}
          send={body => act.mutate({ path: step.path, body: { ...step.body, ...body } }, { onSuccess: () => setChosen(undefined) })}
        />
      )}
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}

function Fields({ step, busy, send }: { readonly step: Step; readonly busy: boolean; readonly send: (body: object) => void }) {
  const { t } = useTranslation()
  const { needs } = step
  const [text, setText] = useState('')
  const [until, setUntil] = useState('')
  const [exporter, setExporter] = useState('')
  const [officials, setOfficials] = useState('')
  const [isYes, setYes] = useState(false)
  const reason = useReason()
  const names = officials.split(/[,;\n]/).flatMap(each => (each.trim() === '' ? [] : [each.trim()]))
  const said = text.trim()
  const hearUntil = until === '' ? {} : { hearUntil: until }
  const bodies: Readonly<Record<Needs, object | undefined>> = {
    text: said === '' ? undefined : { text: said },
    check: { ...(said === '' ? {} : { text: said }), ...(isYes ? { suspend: true } : {}) },
    visit:
      said === '' || until === '' || exporter.trim() === '' || names.length === 0
        ? undefined
        : { exporter: exporter.trim(), proposedOn: until, coverage: said, officials: names },
    receipt: said === '' || until === '' ? undefined : { on: until, text: said },
    postponement: said === '' || until === '' ? undefined : { text: said, until, ...(isYes ? { agreed: true } : {}) },
    reasons: reason.isWhole ? { originating: isYes, reasons: reason.reasons, ...hearUntil } : undefined,
  }
  const body = bodies[needs]
  return (
    <Stack gap="xs">
      {needs === 'reasons' ? (
        <ReasonFields reason={reason} />
      ) : (
        <Textarea
          label={t(LABELS[needs] ?? 'proofs.words')}
          autosize
          minRows={2}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      )}
      <Collapse expanded={needs === 'visit'}>
        <Stack gap="xs">
          <TextInput label={t('verification.exporter')} value={exporter} onChange={event => setExporter(event.currentTarget.value)} />
          <TextInput label={t('verification.officials')} value={officials} onChange={event => setOfficials(event.currentTarget.value)} />
        </Stack>
      </Collapse>
      {needs !== 'text' && needs !== 'check' && (
        <TextInput
          type="date"
          label={t(`verification.day.${needs}`)}
          value={until}
          onChange={event => setUntil(event.currentTarget.value)}
        />
      )}
      {needs !== 'text' && needs !== 'visit' && needs !== 'receipt' && (
        <Checkbox label={t(`verification.yes.${needs}`)} checked={isYes} onChange={event => setYes(event.currentTarget.checked)} />
      )}
      <Group>
        <Button loading={busy} disabled={body === undefined} onClick={() => body !== undefined && send(body)}>
          {t(`verification.do.${step.act as 'determine'}`)}
        </Button>
      </Group>
    </Stack>
  )
}
