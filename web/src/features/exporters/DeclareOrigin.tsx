import type { RegisteredExporter } from '@lintas/contract'
import { Button, Code, Group, Image, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMakeDeclaration } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'

interface DeclareProps {
  readonly state: string
  readonly exporter: RegisteredExporter
}

/** An origin declaration of one product, made out on an invoice; the text to put on it, and the picture by which anyone checks it. */
export function DeclareOrigin({ state, exporter }: DeclareProps) {
  const { t } = useTranslation()
  const products = exporter.products.filter(each => each.validTo === undefined)
  const signatories = exporter.signatories.filter(each => each.validTo === undefined)
  const [code, setCode] = useState(products[0]?.code ?? '')
  const [signatory, setSignatory] = useState(signatories[0]?.name ?? '')
  const [number, setNumber] = useState('')
  const [issuedOn, setIssuedOn] = useState('')
  const [criterion, setCriterion] = useState('')
  const [quantity, setQuantity] = useState('')
  const [unit, setUnit] = useState('KGM')
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const make = useMakeDeclaration(state, key)
  /** What is written otherwise is another request. */
  const write = (set: (text: string) => void) => (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
    set(event.currentTarget.value)
    setKey(crypto.randomUUID())
  }
  const product = products.find(each => each.code === code)
  const body = {
    authorisation: exporter.code,
    country: exporter.state,
    document: { number, issuedOn },
    products: [{ name: product?.description ?? '', code, criterion, quantity: { value: quantity, unit } }],
    signatory,
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('exporters.declare')}>
      <Stack gap="sm">
        <Title order={2}>{t('exporters.declare')}</Title>
        <Text>{t('exporters.declareAbout')}</Text>
        <Group grow preventGrowOverflow={false}>
          <TextInput label={t('exporters.invoice')} value={number} onChange={write(setNumber)} />
          <TextInput type="date" label={t('exporters.invoiceOn')} value={issuedOn} onChange={write(setIssuedOn)} />
        </Group>
        <NativeSelect
          label={t('exporters.product')}
          data={products.map(each => ({ value: each.code, label: `${each.code} ${each.description}` }))}
          value={code}
          onChange={write(setCode)}
        />
        <Group grow preventGrowOverflow={false}>
          <TextInput label={t('exporters.criterion')} placeholder="CTH" value={criterion} onChange={write(setCriterion)} />
          <TextInput label={t('exporters.quantity')} value={quantity} onChange={write(setQuantity)} />
          <TextInput label={t('exporters.unit')} value={unit} onChange={write(setUnit)} />
        </Group>
        <NativeSelect
          label={t('exporters.signatory')}
          data={signatories.map(each => each.name)}
          value={signatory}
          onChange={write(setSignatory)}
        />
        <Button
          w="fit-content"
          loading={make.isPending}
          disabled={number === '' || issuedOn === '' || criterion === '' || quantity === '' || make.isSuccess}
          onClick={() => make.mutate(body)}
        >
          {t('exporters.makeOut')}
        </Button>
        {make.isError && <Failure failure={make.error} />}
        {make.isSuccess && (
          <Stack gap="xs" role="status">
            <Text>{t('exporters.made', { number: make.data.number })}</Text>
            <Code block style={{ whiteSpace: 'pre-wrap' }}>
              {make.data.text}
            </Code>
            <Image
              src={`/${state}/api/v1/origin-declarations/${make.data.number}/qr.svg`}
              alt={t('exporters.qr', { address: make.data.checkAt })}
              w={160}
            />
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}
