import { Skeleton, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccountMonth } from '../../api/payments.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface AccountLedgerProps {
  readonly state: string
  readonly account: string
  readonly month: string
}

/** A month of an account: what stood on it before, every movement with the balance after it, what stands after. */
export function AccountLedger({ state, account, month }: AccountLedgerProps) {
  const { t, i18n } = useTranslation()
  const read = useAccountMonth(state, account, month)
  if (read.isError) return <Failure failure={read.error} retry={() => read.refetch()} />
  if (read.data === undefined) return <Skeleton height={120} />
  const { currency, from, to, opening, lines, closing, dueOn } = read.data
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={720}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('payments.day')}</Table.Th>
              <Table.Th>{t('payments.declaration')}</Table.Th>
              <Table.Th>{t('payments.what')}</Table.Th>
              {(['debit', 'credit', 'balance'] as const).map(name => (
                <Table.Th key={name} className="figure">
                  {t(`payments.${name}`)} ({currency})
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Td>{day(from)}</Table.Td>
              <Table.Td colSpan={4}>{t('payments.opening')}</Table.Td>
              <Table.Td className="figure">{groupThousands(opening)}</Table.Td>
            </Table.Tr>
            {lines.map(line => (
              <Table.Tr key={line.journal}>
                <Table.Td>{day(line.postedOn)}</Table.Td>
                <Table.Td>{line.mrn !== undefined && <DeclarationLink state={state} mrn={line.mrn} />}</Table.Td>
                <Table.Td>{t(`payments.journal.${line.kind}`)}</Table.Td>
                <Table.Td className="figure">{groupThousands(line.debit)}</Table.Td>
                <Table.Td className="figure">{groupThousands(line.credit)}</Table.Td>
                <Table.Td className="figure">{groupThousands(line.balance)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr fw={600}>
              <Table.Td>{day(to)}</Table.Td>
              <Table.Td colSpan={4}>{t('payments.closing')}</Table.Td>
              <Table.Td className="figure">{groupThousands(closing)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text>{t('payments.dueOn', { day: day(dueOn) })}</Text>
    </Stack>
  )
}
