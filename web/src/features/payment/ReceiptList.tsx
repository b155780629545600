import type { Receipt } from '@lintas/contract'
import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { writeDay } from './day.ts'

/** What was paid, each with its receipt to print. */
export function ReceiptList({ state, receipts }: { readonly state: string; readonly receipts: readonly Receipt[] }) {
  const { t, i18n } = useTranslation()
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{t('payments.receipts')}</Title>
      {receipts.length === 0 && <Text>{t('payments.receiptsNone')}</Text>}
      {receipts.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('payments.number')}</Table.Th>
                <Table.Th>{t('payments.issuedOn')}</Table.Th>
                <Table.Th>{t('payments.for')}</Table.Th>
                <Table.Th className="figure">{t('payments.amount')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {receipts.map(({ number, issuedOn, mrn, account, amount, currency }) => (
                <Table.Tr key={number}>
                  <Table.Td>
                    <Anchor href={`/${state}/api/v1/receipts/${number}/page`} target="_blank" rel="noreferrer">
                      {number}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{writeDay(issuedOn, i18n.language)}</Table.Td>
                  <Table.Td ff="monospace">{mrn ?? account}</Table.Td>
                  <Table.Td className="figure">
                    <Amount amount={amount} currency={currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}
