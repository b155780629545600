import { STATES } from '@lintas/customs/reference'
import { Button, Collapse, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ClaimLateProps {
  readonly sequences: readonly number[]
  readonly busy: boolean
  readonly send: (body: object) => void
}

const TYPES = ['e-form-d', 'form-d', 'origin-declaration'] as const

/** A declarant claims a preference for released goods, or presents the proof that was awaited. */
export function ClaimLate({ sequences, busy, send }: ClaimLateProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [sequence, setSequence] = useState(String(sequences[0] ?? ''))
  const [type, setType] = useState<string>(TYPES[0])
  const [issuingCountry, setCountry] = useState<string>(STATES[0])
  const [id, setId] = useState('')
  const [issuedOn, setIssuedOn] = useState('')
  const [originCriterion, setCriterion] = useState('')
  const proof = { type, id, issuedOn, issuingCountry, originCriterion }
  const isWhole = [id, issuedOn, originCriterion].every(each => each.trim() !== '')
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('preferences.claimLate')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="xs">
          <Text size="sm">{t('preferences.claimAbout')}</Text>
          <NativeSelect
            label={t('preferences.item')}
            data={sequences.map(String)}
            value={sequence}
            onChange={event => setSequence(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('preferences.type')}
            data={TYPES.map(each => ({ value: each, label: t(`preferences.types.${each}`) }))}
            value={type}
            onChange={event => setType(event.currentTarget.value)}
          />
          <TextInput label={t('preferences.number')} value={id} onChange={event => setId(event.currentTarget.value)} />
          <TextInput
            type="date"
            label={t('preferences.issuedOn')}
            value={issuedOn}
            onChange={event => setIssuedOn(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('preferences.issuer')}
            data={[...STATES]}
            value={issuingCountry}
            onChange={event => setCountry(event.currentTarget.value)}
          />
          <TextInput
            label={t('preferences.criterion')}
            value={originCriterion}
            onChange={event => setCriterion(event.currentTarget.value)}
          />
          <Group>
            <Button
              loading={busy}
              disabled={!isWhole}
              onClick={() => send({ claims: [{ sequence: Number(sequence), preference: { agreement: 'atiga', proof } }] })}
            >
              {t('preferences.send')}
            </Button>
          </Group>
        </Stack>
      </Collapse>
    </Stack>
  )
}
