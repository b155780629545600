import type { BegunDraft } from '@lintas/contract'
import { Alert, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/** What a draft was begun from. */
export type Begun = Pick<BegunDraft, 'source' | 'carried' | 'emptied'>

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Of a draft that was just begun; kept by the browser while it stays on the page. */
    begun?: Begun
  }
}

/** What was carried over, for which whoever lodges answers anew, and what was emptied and is to be filled in. */
export function CarriedOver({ begun: { source, carried, emptied } }: { readonly begun: Begun }) {
  const { t } = useTranslation()
  const list = (paths: readonly string[]) => paths.map(path => nameOf(path, t)).join(', ')
  return (
    <Alert title={t('draft.from', { source: source.template ?? source.mrn })} styles={{ title: { color: 'inherit' } }}>
      <Stack gap="xs">
        <Text size="sm">
          <b>{t('draft.emptied')}</b> {list(emptied)}.
        </Text>
        <Text size="sm">
          <b>{t('draft.carried')}</b> {list(carried)}.
        </Text>
      </Stack>
    </Alert>
  )
}

function nameOf(path: string, t: TFunction): string {
  const item = /^goodsItems\[(\d+)\]\.?(.*)$/.exec(path)
  if (item === null) return t(`draft.part.${path.replace('.', '-')}`, { defaultValue: path })
  const whole = t('draft.item', { number: Number(item[1]) + 1 })
  return item[2] === '' ? whole : `${whole}: ${t(`draft.part.${item[2]?.replace('.', '-')}`, { defaultValue: item[2] ?? '' })}`
}
