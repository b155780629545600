import type { DisposalBatchAnswer } from '@lintas/contract'
import { WITHDRAWAL_GROUNDS } from '@lintas/customs/rights'
import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface WithdrawLineProps {
  readonly lines: DisposalBatchAnswer['lines']
  readonly busy: boolean
  send(line: number, body: { readonly ground: string; readonly words: string }): void
}

/** Takes a line out of its batch: its owner came in time, an objection is upheld, it never belonged there. */
export function WithdrawLine({ lines, busy, send }: WithdrawLineProps) {
  const { t } = useTranslation()
  const left = lines.filter(each => each.withdrawn === undefined)
  const [chosen, setChosen] = useState('')
  const [ground, setGround] = useState<string>(WITHDRAWAL_GROUNDS[0])
  const [words, setWords] = useState('')
  const line = left.find(each => String(each.number) === chosen) ?? left[0]
  if (line === undefined) return null
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        send(line.number, { ground, words })
        setWords('')
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          label={t('disposal.withdraw')}
          data={left.map(each => ({ value: String(each.number), label: `${each.number}. ${each.description}` }))}
          value={String(line.number)}
          onChange={event => setChosen(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('disposal.ground')}
          data={WITHDRAWAL_GROUNDS.map(value => ({ value, label: t(`disposal.grounds.${value}`) }))}
          value={ground}
          onChange={event => setGround(event.currentTarget.value)}
        />
        <TextInput
          required
          minLength={3}
          maxLength={1_000}
          label={t('disposal.withdrawWords')}
          value={words}
          onChange={event => setWords(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Button type="submit" mt="sm" variant="default" loading={busy}>
        {t('disposal.takeOut')}
      </Button>
    </form>
  )
}
