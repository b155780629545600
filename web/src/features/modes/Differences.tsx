import type { ModeComparisonAnswer } from '@lintas/contract'
import type { TransportName } from '@lintas/customs/reference'
import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Provisions } from './Provisions.tsx'

type Subject = ModeComparisonAnswer['subjects'][number]

interface DifferencesProps {
  readonly subjects: readonly Subject[]
  readonly from: TransportName
  readonly to: TransportName
}

/** Two modes side by side, subject by subject. What is the same is said once, across both. */
export function Differences({ subjects, from, to }: DifferencesProps) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="sm" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">{t('modes.subjectHeading')}</Table.Th>
            <Table.Th>{t(`modes.mode.${from}`)}</Table.Th>
            <Table.Th>{t(`modes.mode.${to}`)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {subjects.map(each => (
            <Table.Tr key={`${each.subject} ${each.about}`} style={{ verticalAlign: 'top' }}>
              <Table.Th scope="row">
                <Text fw={600}>{t(`modes.subject.${each.subject}`)}</Text>
                {each.about !== '' && (
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {t(`modes.word.${each.about}`, each.about)}
                  </Text>
                )}
                <Text size="sm">
                  <span aria-hidden>{each.same ? '= ' : '≠ '}</span>
                  {t(each.same ? 'modes.same' : 'modes.different')}
                </Text>
              </Table.Th>
              {each.same ? (
                <Table.Td colSpan={2}>
                  <Provisions provisions={each.from} />
                </Table.Td>
              ) : (
                <>
                  <Table.Td>
                    <Provisions provisions={each.from} of={from} />
                  </Table.Td>
                  <Table.Td>
                    <Provisions provisions={each.to} of={to} />
                  </Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
