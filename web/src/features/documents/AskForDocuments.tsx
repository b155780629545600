import { DOCUMENT_TYPE_CODES } from '@lintas/customs/documents'
import { Button, Group, MultiSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRequestAct } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'

interface AskForDocumentsProps {
  readonly state: string
  readonly mrn: string
  /** The sequences of the goods items. */
  readonly items: readonly number[]
  onDone(): void
}

/** An officer names the documents, the goods items concerned, why, and the last day of the answer. */
export function AskForDocuments({ state, mrn, items, onDone }: AskForDocumentsProps) {
  const { t } = useTranslation()
  const act = useRequestAct(state, mrn)
  const [types, setTypes] = useState<string[]>([])
  const [words, setWords] = useState('')
  const [concerned, setConcerned] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [dueOn, setDueOn] = useState('')

  const wanted = [...types.map(type => ({ type })), ...(words.trim() === '' ? [] : [{ words }])]
  const ask = () => {
    const documents = wanted.map(each => ({ ...each, items: concerned.map(Number) }))
    act.mutate({ act: 'ask', body: { documents, reason, ...(dueOn === '' ? {} : { dueOn }) } }, { onSuccess: onDone })
  }
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('documents.ask.types')}
        data={DOCUMENT_TYPE_CODES.map(value => ({ value, label: `${value} ${t(`documentType.${value}`)}` }))}
        value={types}
        onChange={setTypes}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('desk.clear') }}
      />
      <TextInput label={t('documents.ask.words')} value={words} maxLength={200} onChange={event => setWords(event.currentTarget.value)} />
      {items.length > 1 && (
        <MultiSelect
          label={t('documents.ask.items')}
          description={t('documents.ask.allItems')}
          data={items.map(String)}
          value={concerned}
          onChange={setConcerned}
        />
      )}
      <Textarea
        label={t('documents.ask.reason')}
        description={t('documents.ask.reasonHint')}
        value={reason}
        maxLength={2_000}
        autosize
        minRows={3}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <TextInput type="date" label={t('documents.ask.due')} value={dueOn} onChange={event => setDueOn(event.currentTarget.value)} />
      {act.isError && <Failure failure={act.error} />}
      <Group>
        <Button disabled={wanted.length === 0 || reason.trim().length < 10} loading={act.isPending} onClick={ask}>
          {t('documents.ask.submit')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('documents.cancel')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('documents.ask.effect')}
      </Text>
    </Stack>
  )
}
