import type { RegisteredExporter } from '@lintas/contract'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExporterAct } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'

interface RegisterProps {
  readonly state: string
  readonly exporters: readonly RegisteredExporter[]
  readonly mayDecide: boolean
}

/** The register as far as the reader sees it; of this state's a supervisor suspends, restores and withdraws. */
export function ExporterRegister({ state, exporters, mayDecide }: RegisterProps) {
  const { t } = useTranslation()
  const act = useExporterAct(state, 'exporter')
  const [reason, setReason] = useState('')
  const isSaid = reason.trim().length >= REASON_MIN
  const send = (code: string, what: string, more: object = {}) =>
    act.mutate({ path: `/${encodeURIComponent(code)}/${what}`, body: { reason, ...more } }, { onSuccess: () => setReason('') })
  return (
    <Stack gap="sm">
      <TableSection
        title={t('exporters.register')}
        none={t('exporters.noneCertified')}
        rows={exporters}
        keyOf={each => `${each.state} ${each.code}`}
        columns={[
          { name: t('exporters.code'), show: each => `${each.state} ${each.code}` },
          { name: t('exporters.name'), show: each => each.name },
          { name: t('exporters.standing'), show: each => t(`exporters.stands.${each.standing}`) },
          { name: t('exporters.period'), show: each => [each.validFrom, each.validTo].filter(Boolean).join(' – ') },
          { name: t('exporters.goods'), show: each => each.products.map(product => product.code).join(', ') },
          {
            show: each =>
              mayDecide &&
              each.state.toLowerCase() === state &&
              each.standing !== 'withdrawn' && (
                <Group gap="xs">
                  {each.standing === 'suspended' ? (
                    <Button size="compact-sm" variant="default" disabled={!isSaid} onClick={() => send(each.code, 'restoration')}>
                      {t('exporters.restore')}
                    </Button>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={!isSaid}
                      onClick={() => send(each.code, 'interruption', { kind: 'suspended' })}
                    >
                      {t('exporters.suspend')}
                    </Button>
                  )}
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={!isSaid}
                    onClick={() => send(each.code, 'interruption', { kind: 'withdrawn' })}
                  >
                    {t('exporters.withdraw')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
      {act.isError && <Failure failure={act.error} />}
      {mayDecide && exporters.length > 0 && (
        <TextInput
          label={t('exporters.reasonFor')}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
          description={t('exporters.reasonAbout')}
        />
      )}
    </Stack>
  )
}

const REASON_MIN = 10
