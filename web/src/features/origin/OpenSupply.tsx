import { Alert, Button, Group, NativeSelect, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useOpenSupply } from '../../api/suppliers.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ProductFields, StatementFields } from './SupplyFields.tsx'
import { draftFor, isProductWritten, isWritten, productOf, statementOf } from './supply-draft.ts'

/** A producer records what its supplier declared, on its own responsibility, or asks a supplier that has an account to declare it. */
export function OpenSupply({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const session = useSession(state)
  const [how, setHow] = useState('record')
  const [trader, setTrader] = useState(session.data?.organisation?.traderId ?? '')
  const [name, setName] = useState('')
  const [country, setCountry] = useState(state.toUpperCase())
  const [account, setAccount] = useState('')
  const [words, setWords] = useState('')
  const [draft, setDraft] = useState(() => draftFor(state))
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const open = useOpenSupply(state, key)
  const isAsked = how === 'ask'
  /** What is written otherwise is another request. */
  const anew =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setKey(crypto.randomUUID())
      open.reset()
    }
  const supplier = { name, country, ...(isAsked ? { trader: account } : {}) }
  const body = isAsked
    ? { trader, supplier, product: productOf(draft), ...(words === '' ? {} : { words }) }
    : { trader, supplier, statement: statementOf(draft) }
  const isReady = trader !== '' && name !== '' && country !== '' && (isAsked ? account !== '' && isProductWritten(draft) : isWritten(draft))
  return (
    <Paper withBorder p="md" component="section" aria-label={t('supply.open')}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('supply.open')}
        </Title>
        <NativeSelect
          label={t('supply.how')}
          data={['record', 'ask'].map(value => ({ value, label: t(`supply.by.${value}`) }))}
          value={how}
          onChange={event => anew(setHow)(event.currentTarget.value)}
        />
        <Text size="sm">{t(`supply.about.${how}`)}</Text>
        <Group grow preventGrowOverflow={false} align="end">
          <TextInput label={t('supply.producer')} value={trader} onChange={event => anew(setTrader)(event.currentTarget.value)} />
          <TextInput label={t('supply.supplier')} value={name} onChange={event => anew(setName)(event.currentTarget.value)} />
        </Group>
        <Group grow preventGrowOverflow={false} align="end">
          <TextInput label={t('supply.supplierCountry')} value={country} onChange={event => anew(setCountry)(event.currentTarget.value)} />
          {isAsked && (
            <TextInput label={t('supply.account')} value={account} onChange={event => anew(setAccount)(event.currentTarget.value)} />
          )}
        </Group>
        <ProductFields draft={draft} change={anew(setDraft)} />
        {isAsked ? (
          <Textarea label={t('supply.words')} value={words} onChange={event => anew(setWords)(event.currentTarget.value)} />
        ) : (
          <StatementFields draft={draft} change={anew(setDraft)} />
        )}
        <Button
          w="fit-content"
          loading={open.isPending}
          disabled={!isReady || open.isSuccess}
          onClick={() => open.mutate({ isAsked, body })}
        >
          {t(`supply.do.${how}`)}
        </Button>
        {open.isSuccess && (
          <Alert role="status" color="green">
            {t('supply.opened', { number: open.data.number })}
          </Alert>
        )}
        {open.isError && <Failure failure={open.error} />}
      </Stack>
    </Paper>
  )
}
