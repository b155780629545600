import type { RegimeAuthorisation } from '@lintas/contract'
import { Button, Fieldset, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetStanding } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from './Field.tsx'

const STANDINGS = { granted: ['suspended', 'revoked'], suspended: ['granted', 'revoked'] } as const

/** A supervisor suspends an authorisation, restores or revokes it, with the reason and the law; what stands in the regime stays there until its day. */
export function SetStanding({ state, authorisation }: { readonly state: string; readonly authorisation: RegimeAuthorisation }) {
  const { t } = useTranslation()
  const move = useSetStanding(state, authorisation.number)
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const { status } = authorisation
  if (status !== 'granted' && status !== 'suspended') return null
  const reasons = text.trim() === '' ? [] : [{ text, legalBasis }]
  return (
    <Fieldset legend={t('regimes.standing')} className="no-print">
      <Stack gap="xs">
        <Group grow preventGrowOverflow={false}>
          <Field label={t('money.text')} value={text} set={setText} />
          <Field label={t('money.law')} value={legalBasis} set={setLegalBasis} />
        </Group>
        {move.isError && <Failure failure={move.error} />}
        <Group>
          {STANDINGS[status].map(standing => (
            <Button key={standing} variant="default" loading={move.isPending} onClick={() => move.mutate({ standing, reasons })}>
              {t(`regimes.makes.${standing}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Fieldset>
  )
}
