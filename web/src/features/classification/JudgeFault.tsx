import type { FaultAct } from '@lintas/customs/tariff'
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudgeFault } from '../../api/faults.ts'
import { Failure } from '../../ui/Failure.tsx'

interface JudgeFaultProps {
  readonly state: string
  readonly number: string
  readonly acts: readonly FaultAct[]
}

/** What customs says of a fault: in words for everybody, then one of the acts its standing allows. */
export function JudgeFault({ state, number, acts }: JudgeFaultProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const judge = useJudgeFault(state)
  return (
    <fieldset aria-label={`${t('faults.judge')} ${number}`} style={{ border: 0, padding: 0, margin: 0 }}>
      <Group align="flex-end" gap="xs">
        <TextInput label={t('faults.words')} value={words} onChange={event => setWords(event.currentTarget.value)} size="xs" miw={220} />
        {acts.map(act => (
          <Button
            key={act}
            size="xs"
            variant="default"
            disabled={words.trim().length < 3}
            loading={judge.isPending && judge.variables.act === act}
            onClick={() => judge.mutate({ number, act, words })}
          >
            {t(`faults.acts.${act}`)}
          </Button>
        ))}
      </Group>
      {judge.isError && <Failure failure={judge.error} />}
    </fieldset>
  )
}
