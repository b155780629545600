import { Alert, Button, Fieldset, FileButton, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebtorAccounts } from '../../api/payments.ts'
import { useGiveNotice } from '../../api/removals.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Problems } from '../declaration/Problems.tsx'

/** Notice of goods taken away now: the file of one consignment, and the account its charges are reserved on. */
export function GiveNotice({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const accounts = useDebtorAccounts(state, true)
  const give = useGiveNotice(state)
  const [account, setAccount] = useState('')
  const open = accounts.data?.items.filter(each => each.status === 'open') ?? []
  const { removal, problems = [] } = give.data ?? {}
  return (
    <Fieldset legend={t('removals.notice')}>
      <Stack>
        <Text>{t('removals.noticeAbout')}</Text>
        <Group align="end">
          <NativeSelect
            label={t('removals.account')}
            value={account}
            onChange={event => setAccount(event.currentTarget.value)}
            data={[
              { value: '', label: t('removals.ofFile') },
              ...open.map(each => ({ value: each.number, label: `${each.number}, ${t(`payments.kind.${each.kind}`)}` })),
            ]}
          />
          <FileButton
            onChange={file => file !== null && give.mutate({ file, account })}
            accept=".json,.xml,.csv,application/json,application/xml,text/xml,text/csv"
          >
            {props => (
              <Button {...props} loading={give.isPending}>
                {t('removals.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
        {give.isError && <Failure failure={give.error} />}
        {problems.length > 0 && <Problems problems={problems} />}
        {removal !== undefined && (
          <Alert color="blue" role="status">
            <DeclarationLink state={state} mrn={removal.mrn} />: {t(`status.${removal.status}`)}
          </Alert>
        )}
      </Stack>
    </Fieldset>
  )
}
