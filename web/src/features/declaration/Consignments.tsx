import type { DeclarationAnswer } from '@lintas/contract'
import { isPermitted } from '@lintas/customs/declaration'
import { Anchor, Button, Group, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConsignmentAct } from '../../api/consignments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface ConsignmentsProps {
  readonly state: string
  readonly mrn: string
  readonly consignments: NonNullable<DeclarationAnswer['consignments']>
  /** Whether whoever reads is the declarant, who pays. */
  readonly mayPay: boolean
}

/** The consignments of a declaration about several: each comes, is paid for and is released by itself. */
export function Consignments({ state, mrn, consignments, mayPay }: ConsignmentsProps) {
  const { t, i18n } = useTranslation()
  const act = useConsignmentAct(state, mrn)
  const isBusy = (doing: 'arrive' | 'pay', consignment: string) =>
    act.isPending && act.variables.doing === doing && act.variables.consignment === consignment
  return (
    <>
      {act.isError && <Failure failure={act.error} />}
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['document', 'status', 'arrival'] as const).map(column => (
                <Table.Th key={column}>{t(`several.${column}`)}</Table.Th>
              ))}
              <Table.Th className="figure">{t('several.due')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {consignments.map(({ id, status, hasArrived, arrivalOn, payable, releaseNote }) => (
              <Table.Tr key={id}>
                <Table.Th scope="row">{id}</Table.Th>
                <Table.Td>{t(`status.${status}`)}</Table.Td>
                <Table.Td>
                  {arrivalOn !== undefined && writeDay(arrivalOn, i18n.language)} {hasArrived && t('several.arrived')}
                </Table.Td>
                <Table.Td className="figure">
                  {payable.length === 0 ? '–' : payable.map(each => <Amount key={each.currency} {...each} strong />)}
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" className="no-print">
                    {!hasArrived && isPermitted('arrive', status) && (
                      <Button
                        size="xs"
                        variant="default"
                        loading={isBusy('arrive', id)}
                        onClick={() => act.mutate({ doing: 'arrive', consignment: id })}
                      >
                        {t('several.arrive', { id })}
                      </Button>
                    )}
                    {mayPay && payable.length > 0 && (
                      <Button
                        size="xs"
                        variant="default"
                        loading={isBusy('pay', id)}
                        onClick={() => act.mutate({ doing: 'pay', consignment: id })}
                      >
                        {t('several.pay', { id })}
                      </Button>
                    )}
                    {releaseNote !== undefined && (
                      <Anchor href={`/${state}${releaseNote.replace('/release-note', '/release-note/page')}`} target="_blank">
                        {t('several.note')}
                      </Anchor>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
