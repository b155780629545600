import type { AskedCode, WatchList } from '@lintas/contract'
import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChooseCode } from '../../api/watch.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CodeLink } from '../classification/CodeLink.tsx'
import { writeCode } from '../classification/code-text.ts'

interface ChooseCodeProps {
  readonly state: string
  readonly list: Pick<WatchList, 'id' | 'name'>
  readonly asked: AskedCode
}

/** A watched code that several took the place of: which to watch from now on, one or more. */
export function ChooseCode({ state, list, asked: { code, successors, correlation } }: ChooseCodeProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const choose = useChooseCode(state)
  const title = `${list.name}: ${writeCode(code)}`
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <form
        onSubmit={event => {
          event.preventDefault()
          choose.mutate({ list: list.id, code, chosen, ...(reason.trim() === '' ? {} : { reason }) })
        }}
      >
        <Stack gap="sm" style={{ overflowWrap: 'anywhere' }}>
          <div>
            <Title order={3} size="h4">
              {title}
            </Title>
            <Text size="sm">{t('watch.undecided', { code: writeCode(code), table: correlation })}</Text>
          </div>
          <Checkbox.Group label={t('watch.which')} value={chosen} onChange={setChosen}>
            <Stack gap="xs" mt="xs">
              {successors.map(each => (
                <Group key={each} gap="sm">
                  <Checkbox value={each} label={writeCode(each)} />
                  <CodeLink state={state} code={each} on={undefined}>
                    {t('decideCodes.see', { code: writeCode(each) })}
                  </CodeLink>
                </Group>
              ))}
            </Stack>
          </Checkbox.Group>
          <TextInput label={t('watch.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={500} />
          <Group>
            <Button type="submit" disabled={chosen.length === 0} loading={choose.isPending}>
              {t('watch.choose')}
            </Button>
          </Group>
          {choose.isError && <Failure failure={choose.error} />}
        </Stack>
      </form>
    </Paper>
  )
}
