import type { DeclarationAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSecure } from '../../api/consignments.ts'
import { useDebtorAccounts } from '../../api/payments.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'

interface GiveSecurityProps {
  readonly state: string
  readonly mrn: string
  readonly unsecured: NonNullable<DeclarationAnswer['unsecured']>
}

/** Security a declaration waits for, and the ways to give it: as money, or reserved on an open account. */
export function GiveSecurity({ state, mrn, unsecured }: GiveSecurityProps) {
  const { t } = useTranslation()
  const secure = useSecure(state, mrn)
  const accounts = useDebtorAccounts(state, true)
  const open = accounts.data?.items.filter(each => each.status === 'open') ?? []
  return (
    <Stack>
      {secure.isError && <Failure failure={secure.error} />}
      {unsecured.map(({ reason, amount, currency }) => (
        <Stack key={reason} gap="xs">
          <Text>{t('security.needed', { amount: `${currency} ${groupThousands(amount)}`, reason: t(`payments.reasons.${reason}`) })}</Text>
          <Group>
            <Button loading={secure.isPending} onClick={() => secure.mutate({ reason })}>
              {t('security.deposit')}
            </Button>
            {open.map(({ number }) => (
              <Button key={number} variant="default" disabled={secure.isPending} onClick={() => secure.mutate({ reason, account: number })}>
                {t('security.pledge', { account: number })}
              </Button>
            ))}
          </Group>
        </Stack>
      ))}
    </Stack>
  )
}
