import type { SupplierDeclarationDetail } from '@lintas/contract'
import { Anchor, Button, FileButton, Group, List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAddPaper, useSupplierDeclaration } from '../../api/suppliers.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { SupplyActs } from './SupplyActs.tsx'

interface SupplyProps {
  readonly state: string
  readonly number: string
}

interface Said {
  readonly product: { readonly article: string; readonly description: string; readonly code: string }
  readonly origin: {
    readonly status: string
    readonly state?: string
    readonly country?: string
    readonly criterion?: string
    readonly rvc?: string
  }
  readonly covers: {
    readonly kind: string
    readonly document?: string
    readonly quantity?: { readonly value: string; readonly unit: string }
  }
}

/** One supplier's declaration: what it says, who answers for it, its papers, and what may be done now. */
export function Supply({ state, number }: SupplyProps) {
  const { t } = useTranslation()
  const supply = useSupplierDeclaration(state, number)
  if (supply.isPending) return <Skeleton height={120} />
  if (supply.isError) return <Failure failure={supply.error} retry={() => supply.refetch()} />
  const { supplier, producer, madeBy, status, asked, statement, history, issues, replaces } = supply.data
  const said = statement as Said | undefined
  const product = said?.product ?? asked?.product
  const reason = history.findLast(each => each.act === 'withdraw' || each.act === 'decline')?.words
  return (
    <Paper withBorder p="md" component="section" aria-label={number}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {number}: {t(`supply.status.${status}`)}
        </Title>
        <Text>
          {t('supply.between', { supplier: supplier.name, country: supplier.country, producer })} {t(`supply.madeBy.${madeBy}`)}
        </Text>
        <Text>
          {product?.article}, {product?.description} ({product?.code})
        </Text>
        {said !== undefined && <Text>{originOf(said)}</Text>}
        {said !== undefined && <Days supply={supply.data} said={said} />}
        {status === 'asked' && asked?.words !== undefined && <Text>{asked.words}</Text>}
        {reason !== undefined && <Text>{t('supply.because', { reason })}</Text>}
        {replaces !== undefined && <Text>{t('supply.replaces', { number: replaces })}</Text>}
        {issues.map(issue => (
          <Text key={issue.code} size="sm">
            {issue.message}
          </Text>
        ))}
        <Papers state={state} supply={supply.data} />
        <SupplyActs state={state} supply={supply.data} />
      </Stack>
    </Paper>
  )

  function originOf({ origin: { status: is, state: of, country, criterion, rvc } }: Said): string {
    return [t(`supply.origin.${is}`), of ?? country, criterion, rvc === undefined ? undefined : `${rvc} %`]
      .filter(each => each !== undefined)
      .join(' · ')
  }
}

function Days({
  supply: { validFrom = '', validTo },
  said: { covers },
}: {
  readonly supply: SupplierDeclarationDetail
  readonly said: Said
}) {
  const { t, i18n } = useTranslation()
  const from = writeDay(validFrom, i18n.language)
  if (validTo !== undefined) return <Text>{t('supply.holds', { from, to: writeDay(validTo, i18n.language) })}</Text>
  const { document, quantity } = covers
  return <Text>{t('supply.delivered', { document, on: from, quantity: quantity?.value, unit: quantity?.unit })}</Text>
}

function Papers({ state, supply: { number, evidence, acts } }: { readonly state: string; readonly supply: SupplierDeclarationDetail }) {
  const { t } = useTranslation()
  const add = useAddPaper(state, number)
  const mayAdd = acts.includes('add-evidence')
  if (evidence.length === 0 && !mayAdd) return null
  return (
    <>
      <Text fw={600}>{t('supply.papers')}</Text>
      {evidence.length > 0 && (
        <List>
          {evidence.map(({ id, name }) => (
            <List.Item key={id}>
              <Anchor href={`/${state}/api/v1/origin/supplier-declarations/${number}/evidence/${id}`}>{name}</Anchor>
            </List.Item>
          ))}
        </List>
      )}
      {mayAdd && (
        <Group>
          <FileButton onChange={file => file !== null && add.mutate(file)}>
            {props => (
              <Button {...props} variant="default" loading={add.isPending}>
                {t('supply.addPaper')}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {add.isError && <Failure failure={add.error} />}
    </>
  )
}
