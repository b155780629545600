import type { CaseControl } from '@lintas/contract'
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RecordControl } from './RecordControl.tsx'

interface ControlsProps {
  readonly state: string
  readonly mrn: string
  readonly controls: readonly CaseControl[]
  /** The version of the document that is looked at. */
  readonly version: number
  readonly mayRecord: boolean
  readonly items: readonly number[]
}

/** What was asked for on this version, what came of it, and where to record what is not answered. */
export function Controls({ state, mrn, controls, version, mayRecord, items }: ControlsProps) {
  const { t } = useTranslation()
  const asked = controls.filter(each => each.documentVersion === version)
  if (asked.length === 0) return <Text>{t('case.noControls')}</Text>
  return (
    <Stack gap="md">
      {asked.map(each => {
        const isOpen = each.outcome === undefined && each.waived !== true && each.control !== 'after-release-check'
        return (
          <Stack key={each.id} gap="xs">
            <Group justify="space-between">
              <Text fw={600}>{t(`control.${each.control}`)}</Text>
              <Text size="sm">{each.waived === true ? t('case.waived') : t(`outcome.${each.outcome ?? 'none'}`)}</Text>
            </Group>
            {each.report?.findings.map(({ kind, declared, found }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was found is kept as it is, and two findings may be alike in all but their place
              <Text key={index} size="sm">
                {t(`finding.${kind}`)}: {[declared, found].filter(part => part !== undefined).join(' → ')}
              </Text>
            ))}
            {each.report?.note !== undefined && <Text size="sm">{each.report.note}</Text>}
            {isOpen && mayRecord && <RecordControl state={state} mrn={mrn} id={each.id} items={items} />}
          </Stack>
        )
      })}
    </Stack>
  )
}
