import type { LawRowAnswer } from '@lintas/contract'
import { Button, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfidenceMark } from '../../ui/ConfidenceMark.tsx'
import { writeDay } from '../../ui/When.tsx'
import { followsInTime } from './rows.ts'

/** How many rows are shown at first, and how many more at a time. */
const SHOWN = 50

interface LawTableProps {
  readonly rows: readonly LawRowAnswer[]
  /** Those among which a rate is followed through time. */
  readonly all: readonly LawRowAnswer[]
  readonly show: (id: string) => void
}

/** Rows of law. A rate that changes leads to its steps. */
export function LawTable({ rows, all, show }: LawTableProps) {
  const { t, i18n } = useTranslation()
  const [most, setMost] = useState(SHOWN)
  if (rows.length === 0) return <Text>{t('law.none')}</Text>
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Stack gap="sm" align="flex-start">
      <Text role="status">{t('law.found', { count: rows.length })}</Text>
      <Table.ScrollContainer minWidth={980} w="100%" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {(['what', 'says', 'from', 'to', 'source', 'confidence'] as const).map(column => (
                <Table.Th key={column}>{t(`law.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map(row => (
              <Table.Tr key={row.id}>
                <Table.Th scope="row" maw={320} style={{ overflowWrap: 'anywhere' }}>
                  <Text size="sm">{t(`law.kinds.${row.kind}`, row.kind)}</Text>
                  <Text fw={600}>{row.name === row.kind ? row.id : row.name}</Text>
                  <Text size="sm">{row.key}</Text>
                </Table.Th>
                <Table.Td maw={220}>
                  {row.rate !== undefined && followsInTime(all, row).length > 1 ? (
                    <Button
                      variant="default"
                      size="compact-sm"
                      h="auto"
                      onClick={() => show(row.id)}
                      aria-label={t('law.follow', { rate: row.rate })}
                    >
                      {row.rate}
                    </Button>
                  ) : (
                    (row.rate ?? '–')
                  )}
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(row.validFrom)}</Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.validTo === undefined ? t('law.open') : day(row.validTo)}</Table.Td>
                <Table.Td maw={300} style={{ overflowWrap: 'anywhere' }}>
                  <Text size="sm">{row.legalRef}</Text>
                  <Text size="sm">{row.source}</Text>
                </Table.Td>
                <Table.Td>
                  <ConfidenceMark confidence={row.confidence} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length > most && (
        <Button variant="default" onClick={() => setMost(most + SHOWN)}>
          {t('law.more')}
        </Button>
      )}
    </Stack>
  )
}
