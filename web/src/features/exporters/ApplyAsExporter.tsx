import type { RegisteredExporter } from '@lintas/contract'
import { Button, Checkbox, Group, Paper, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExporterAct } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'

interface ApplyProps {
  readonly state: string
  /** The entry that would be changed, where the trader is certified. */
  readonly entry: RegisteredExporter | undefined
  readonly trader: string
}

interface Signatory {
  readonly name: string
  readonly file: File | null
}

/** An application: who exports, which products, who signs. Of one that is certified it changes the entry. */
export function ApplyAsExporter({ state, entry, trader }: ApplyProps) {
  const { t } = useTranslation()
  const act = useExporterAct(state, 'application')
  const [name, setName] = useState(entry?.name ?? '')
  const [address, setAddress] = useState(entry?.address ?? '')
  const [activity, setActivity] = useState<string | null>('producer')
  const [products, setProducts] = useState(entry?.products.map(each => `${each.code}; ${each.description}`).join('\n') ?? '')
  const [signatories, setSignatories] = useState<readonly Signatory[]>([{ name: '', file: null }])
  const [undertakes, setUndertakes] = useState(false)
  const put = (index: number, change: Partial<Signatory>) =>
    setSignatories(before => before.map((each, place) => (place === index ? { ...each, ...change } : each)))
  const isWhole =
    undertakes && name !== '' && address !== '' && products !== '' && signatories.every(each => each.name !== '' && each.file !== null)

  async function send() {
    const signing = await Promise.all(signatories.map(async each => ({ name: each.name, specimen: await readPicture(each.file) })))
    const exporter = { name, address, activity, products: productsIn(products), signatories: signing, undertakes }
    const code = entry === undefined ? {} : { code: entry.code }
    act.mutate({ body: { trader, exporter, ...code } }, { onSuccess: () => setUndertakes(false) })
  }

  return (
    <Paper withBorder p="md" component="section" aria-label={t('exporters.apply')}>
      <Stack gap="sm">
        <Title order={2}>{entry === undefined ? t('exporters.apply') : t('exporters.applyChange', { code: entry.code })}</Title>
        {act.isError && <Failure failure={act.error} />}
        <TextInput label={t('exporters.name')} value={name} onChange={event => setName(event.currentTarget.value)} />
        <TextInput label={t('exporters.address')} value={address} onChange={event => setAddress(event.currentTarget.value)} />
        <Select
          label={t('exporters.activity')}
          data={['producer', 'trader'].map(value => ({ value, label: t(`exporters.activities.${value}`) }))}
          value={activity}
          onChange={setActivity}
          allowDeselect={false}
        />
        <Textarea
          label={t('exporters.products')}
          description={t('exporters.productsAbout')}
          autosize
          minRows={3}
          value={products}
          onChange={event => setProducts(event.currentTarget.value)}
        />
        <Text fw={500}>{t('exporters.signatories')}</Text>
        {signatories.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: signatories are added at the end and never change their order
          <Group key={index} grow align="end" preventGrowOverflow={false}>
            <TextInput
              label={t('exporters.signatory')}
              value={each.name}
              onChange={event => put(index, { name: event.currentTarget.value })}
            />
            <FileField
              label={t('exporters.specimen')}
              about={t('exporters.specimenAbout')}
              accept="image/png,image/jpeg"
              file={each.file}
              choose={file => put(index, { file })}
            />
          </Group>
        ))}
        <Button
          variant="default"
          w="fit-content"
          disabled={signatories.length >= SIGNATORIES_MAX}
          onClick={() => setSignatories(before => [...before, { name: '', file: null }])}
        >
          {t('exporters.moreSignatories')}
        </Button>
        <Checkbox label={t('exporters.undertakes')} checked={undertakes} onChange={event => setUndertakes(event.currentTarget.checked)} />
        <Button w="fit-content" loading={act.isPending} disabled={!isWhole} onClick={send}>
          {t('exporters.send')}
        </Button>
      </Stack>
    </Paper>
  )
}

const SIGNATORIES_MAX = 10

/** A product a line: code; description; manufacturer; its declaration. */
function productsIn(text: string) {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [code = '', description = '', name, declaration] = line.split(';').map(each => each.trim())
      const made = name === undefined || name === '' ? {} : { manufacturer: { name, declaration: declaration ?? '' } }
      return { code: code.replace(/[.\s]/g, ''), description, ...made }
    })
}

async function readPicture(file: File | null) {
  if (file === null) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { mediaType: file.type, base64: btoa(Array.from(bytes, each => String.fromCharCode(each)).join('')) }
}
