import type { DeclarationAnswer } from '@lintas/contract'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { groupThousands } from '../../ui/Amount.tsx'

/** Security that was not asked for because of who declares, each with its law. */
export function WaivedSecurity({ waived }: { readonly waived: NonNullable<DeclarationAnswer['waived']> }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      {waived.map(({ reason, amount: { amount, currency }, tier, legalRef }) => (
        <Text key={reason}>
          {t('security.waived', {
            tier,
            amount: `${currency} ${groupThousands(amount)}`,
            reason: t(`payments.reasons.${reason}`),
            law: legalRef,
          })}
        </Text>
      ))}
    </Stack>
  )
}
