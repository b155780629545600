import { FAULT_FIELDS, type FaultField } from '@lintas/customs/tariff'
import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFault } from '../../api/faults.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Tells of a fault: a code, what of it is wrong, and words that customs alone reads. */
export function ReportFault({ state, code: begun }: { readonly state: string; readonly code: string }) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<string>()
  const [field, setField] = useState<FaultField>('rate')
  const [text, setText] = useState('')
  const report = useReportFault(state)
  const code = (given ?? begun).replace(/\D/g, '').slice(0, 12)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    report.mutate({ field, text, ...(code.length < 2 ? {} : { code }) }, { onSuccess: () => setText('') })
  }
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{t('faults.tell')}</Title>
      <Text>{t('faults.tellAbout')}</Text>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={640}>
          <Group grow>
            <TextInput
              label={t('faults.code')}
              value={given ?? begun}
              onChange={event => setGiven(event.currentTarget.value)}
              inputMode="numeric"
            />
            <Select
              label={t('faults.field')}
              data={FAULT_FIELDS.map(value => ({ value, label: t(`faults.fields.${value}`) }))}
              value={field}
              onChange={each => each !== null && setField(each as FaultField)}
              allowDeselect={false}
            />
          </Group>
          <Textarea
            label={t('faults.text')}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            minLength={3}
            maxLength={1000}
            autosize
            minRows={3}
            required
          />
          <Button type="submit" loading={report.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('faults.send')}
          </Button>
        </Stack>
      </form>
      {report.isError && <Failure failure={report.error} />}
      {report.isSuccess && <Notice color="blue" title={t('faults.told', { number: report.data.number })} role="status" />}
    </Stack>
  )
}
