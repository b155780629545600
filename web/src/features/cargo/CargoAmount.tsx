import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { groupThousands } from '../../ui/Amount.tsx'

interface CargoAmountProps {
  readonly amount: { readonly packages: number; readonly grossMassKg: string }
}

/** Packages and gross mass as a line says them. */
export function CargoAmount({ amount: { packages, grossMassKg } }: CargoAmountProps) {
  const { t } = useTranslation()
  return (
    <Text component="span" inherit className="figure">
      {t('cargo.packages', { count: packages, figure: groupThousands(String(packages)) })}, {groupThousands(grossMassKg)} kg
    </Text>
  )
}
