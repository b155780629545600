import type { MeasureAnswer } from '@lintas/contract'
import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConfidenceMark } from '../../ui/ConfidenceMark.tsx'
import { writeDay } from '../../ui/When.tsx'

/** One measure: what it is, what it asks for, and the law it stands in. */
export function Measure({ measure }: { readonly measure: MeasureAnswer }) {
  const { t, i18n } = useTranslation()
  const { kind, name, concerns, document, condition, codeType, origins, destinations, authority, severity } = measure
  const { legalRef, source, confidence, note, validFrom } = measure
  return (
    <Paper withBorder p="md" style={{ overflowWrap: 'anywhere' }}>
      <Stack gap="xs">
        <Text size="sm">{t(`measures.kind.${kind}`)}</Text>
        <Title order={2} size="h4">
          {name}
        </Title>
        {concerns === 'some' && <Text>{t('measures.some')}</Text>}
        {origins !== undefined && <Text>{t('measures.from', { countries: origins.join(', ') })}</Text>}
        {destinations !== undefined && <Text>{t('measures.to', { countries: destinations.join(', ') })}</Text>}
        {document !== undefined && (
          <Text>
            {t('measures.needs', { document: document.name })} {document.types.length > 0 && `(${document.types.join(', ')})`}
          </Text>
        )}
        {document?.exemptions.map(each => (
          <Text key={each.code}>{t('measures.exempt', each)}</Text>
        ))}
        {condition !== undefined && <Text>{t('measures.condition', { condition })}</Text>}
        {codeType !== undefined && <Text>{t('measures.additionalCode', { type: codeType })}</Text>}
        <Text>{t(`measures.without.${kind === 'prohibition' ? kind : severity}`)}</Text>
        <Text size="sm">{t('measures.authority', { authority })}</Text>
        <Group gap="xs">
          <Text size="sm">
            {legalRef}; {source}; {t('law.since', { day: writeDay(validFrom, i18n.language) })}
          </Text>
          <ConfidenceMark confidence={confidence} />
        </Group>
        {note !== undefined && <Text size="sm">{note}</Text>}
      </Stack>
    </Paper>
  )
}
