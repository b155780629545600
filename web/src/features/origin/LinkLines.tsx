import { Button, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSupplierDeclarations } from '../../api/suppliers.ts'
import { linkLines, listLinkable } from './link-lines.ts'

interface LinkLinesProps {
  readonly state: string
  readonly question: Readonly<Record<string, unknown>>
  readonly isPending: boolean
  readonly determine: (question: Readonly<Record<string, unknown>>) => void
}

/** Names suppliers' declarations in the lines they fit, and determines anew. Nothing is shown where none fits. */
export function LinkLines({ state, question, isPending, determine }: LinkLinesProps) {
  const { t } = useTranslation()
  const supplies = useSupplierDeclarations(state)
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const items = supplies.data?.items ?? []
  const lines = listLinkable(question, items).slice(0, SHOWN)
  if (lines.length === 0) return null
  const picked = new Map(
    [...chosen].flatMap(([line, number]) => items.filter(each => each.number === number).map(each => [line, each] as const)),
  )
  return (
    <Paper withBorder p="md" component="section" aria-label={t('supply.link')}>
      <Stack gap="sm">
        <Title order={2}>{t('supply.link')}</Title>
        <Text>{t('supply.linkAbout')}</Text>
        {lines.map(({ line, code, fitting }) => (
          <NativeSelect
            key={line}
            label={t('supply.line', { line, code })}
            data={[
              { value: '', label: t('supply.asItIs') },
              ...fitting.map(each => ({ value: each.number, label: `${each.number} · ${each.supplier.name}` })),
            ]}
            value={chosen.get(line) ?? ''}
            onChange={event => setChosen(new Map(chosen).set(line, event.currentTarget.value))}
          />
        ))}
        <Button w="fit-content" loading={isPending} disabled={picked.size === 0} onClick={() => determine(linkLines(question, picked))}>
          {t('supply.determineWith')}
        </Button>
      </Stack>
    </Paper>
  )
}

/** Lines that are shown: a bill of thousands is linked in its file. */
const SHOWN = 50
