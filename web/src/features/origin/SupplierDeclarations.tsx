import type { SupplierDeclaration } from '@lintas/contract'
import { Button, Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSupplierDeclarations } from '../../api/suppliers.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { OpenSupply } from './OpenSupply.tsx'
import { Supply } from './Supply.tsx'

interface SuppliesProps {
  readonly state: string
  readonly permissions: readonly string[]
}

/** What suppliers declared to the traders one acts for, and what one was asked to declare; others are not there. */
export function SupplierDeclarations({ state, permissions }: SuppliesProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string>()
  const supplies = useSupplierDeclarations(state)
  if (supplies.isError) return <Failure failure={supplies.error} retry={() => supplies.refetch()} />
  if (supplies.isPending) return <Skeleton height={160} />
  const productOf = ({ asked, statement }: SupplierDeclaration) =>
    asked?.product ?? (statement?.product as { readonly article: string; readonly code: string } | undefined)
  return (
    <Stack gap="sm">
      <TableSection
        title={t('supply.title')}
        none={t('supply.none')}
        rows={supplies.data.items}
        keyOf={each => each.number}
        columns={[
          { name: t('supply.number'), show: each => each.number },
          { name: t('supply.supplier'), show: each => each.supplier.name },
          { name: t('supply.article'), show: each => `${productOf(each)?.article} (${productOf(each)?.code})` },
          { name: t('supply.stands'), show: each => t(`supply.status.${each.status}`) },
          {
            show: each => (
              <Button size="compact-sm" variant="default" onClick={() => setChosen(each.number)}>
                {t('supply.show')}
              </Button>
            ),
          },
        ]}
      />
      {chosen !== undefined && <Supply key={chosen} state={state} number={chosen} />}
      {permissions.includes('origin.declare-supply') && <OpenSupply state={state} />}
    </Stack>
  )
}
