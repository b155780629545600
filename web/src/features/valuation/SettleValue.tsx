import { Alert, Button, Collapse, FileInput, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SettleValueProps {
  readonly sequences: readonly number[]
  readonly busy: boolean
  readonly send: (body: unknown) => void
}

/** An officer settles the question: the declared value is accepted, or another determined by a worksheet, with reason and law. */
export function SettleValue({ sequences, busy, send }: SettleValueProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [sequence, setSequence] = useState(String(sequences[0] ?? ''))
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const [isUnreadable, setUnreadable] = useState(false)

  async function determine() {
    const worksheet = parse((await file?.text()) ?? '')
    setUnreadable(worksheet === undefined)
    if (worksheet !== undefined)
      send({ outcome: 'determined', items: [{ sequence: Number(sequence), worksheet }], reasons: [{ text, legalBasis }] })
  }

  return (
    <Stack gap="xs">
      <Group>
        <Button loading={busy} onClick={() => send({ outcome: 'accepted' })}>
          {t('valuation.accept')}
        </Button>
        <Button variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('valuation.determine')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="xs">
          <NativeSelect
            label={t('valuation.itemNumber')}
            data={sequences.map(String)}
            value={sequence}
            onChange={event => setSequence(event.currentTarget.value)}
          />
          <FileInput label={t('valuation.worksheetFile')} accept="application/json,.json" value={file} onChange={setFile} />
          {isUnreadable && <Alert color="red">{t('valuation.unreadable')}</Alert>}
          <Textarea label={t('valuation.reason')} autosize value={text} onChange={event => setText(event.currentTarget.value)} />
          <TextInput label={t('valuation.legalBasis')} value={legalBasis} onChange={event => setLegalBasis(event.currentTarget.value)} />
          <Button loading={busy} disabled={file === null || text === '' || legalBasis === ''} onClick={determine}>
            {t('valuation.determine')}
          </Button>
        </Stack>
      </Collapse>
    </Stack>
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
