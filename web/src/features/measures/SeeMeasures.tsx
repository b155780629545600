import { MEASURE_DIRECTIONS, type MeasureDirection } from '@lintas/customs/permits'
import { Alert, Anchor, Group, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOfMeasures, useMeasures } from '../../api/measures.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { PermitsLeft } from '../permits/PermitsLeft.tsx'
import { Measure } from './Measure.tsx'
import { Quotas } from './Quotas.tsx'

/** What goods of a code need or may not be in this state, beside charges. Everybody sees it; nothing on file is said as that and no more. */
export function SeeMeasures() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [country, setCountry] = useState('')
  const [direction, setDirection] = useState<MeasureDirection>('import')
  const asked = { code: code.replace(/\D/g, '').slice(0, 12), direction, country: /^[A-Z]{2}$/.test(country) ? country : '' }
  const role = useSession(state).data?.role
  const mayHold = role === 'trader' || role === 'broker'
  const { data, isError, error, isFetching, refetch } = useMeasures(state, asked)
  const directions = MEASURE_DIRECTIONS.map(each => ({ value: each, label: t(`measures.direction.${each}`) }))
  return (
    <Stack>
      <div>
        <Title order={1}>{t('measures.title')}</Title>
        <Text>{t('measures.about')}</Text>
      </div>
      <Group align="flex-end">
        <TextInput label={t('measures.code')} value={code} onChange={event => setCode(event.currentTarget.value)} inputMode="numeric" />
        <Select
          label={t('measures.directionOf')}
          data={directions}
          value={direction}
          onChange={each => each !== null && setDirection(each)}
          allowDeselect={false}
        />
        <TextInput
          label={t(direction === 'import' ? 'measures.origin' : 'measures.destination')}
          value={country}
          onChange={event => setCountry(event.currentTarget.value.toUpperCase())}
          maxLength={2}
          w={200}
        />
      </Group>
      {asked.code.length < 2 && <Text>{t('measures.begin')}</Text>}
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isFetching && data === undefined && <Skeleton height={200} />}
      {data !== undefined && asked.code.length >= 2 && (
        <>
          <Alert color={data.known === 'complete' ? 'blue' : 'yellow'} role="status">
            {t('measures.found', { count: data.measures.length, code: data.code })} {t(`measures.known.${data.known}`)}
          </Alert>
          {data.measures.map(each => (
            <Measure key={each.id} measure={each} />
          ))}
          {direction === 'import' && <Quotas state={state} code={data.code} />}
          {mayHold && <PermitsLeft state={state} goods={{ code: asked.code, direction }} />}
          <Anchor href={`/${state}/api/v1/measures.csv?${queryOfMeasures(asked)}`}>CSV</Anchor>
        </>
      )}
    </Stack>
  )
}
