import type { Classification } from '@lintas/contract'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { writeDay } from '../../ui/When.tsx'
import { writeCode } from './code-text.ts'

interface NotInForceProps {
  readonly state: string
  readonly exact: NonNullable<Classification['exact']>
}

/** A code that was typed and is not in force: why, and what to look at instead. */
export function NotInForce({ state, exact: { code, standing, instead, correlation } }: NotInForceProps) {
  const { t, i18n } = useTranslation()
  return (
    <Notice color="yellow" title={t('classify.notInForce', { code: writeCode(code) })} role="alert">
      <Stack gap="xs">
        <Text>
          {correlation === undefined
            ? t(standing === 'other-day' ? 'classify.otherDay' : 'classify.unknownCode')
            : t('classify.replaced', { day: writeDay(correlation.validFrom, i18n.language), table: correlation.id })}
        </Text>
        {instead.length > 0 && (
          <Group gap="sm">
            <Text>{t(correlation === undefined ? 'classify.instead' : 'classify.inItsPlace')}</Text>
            {instead.map(each => (
              <Anchor key={each} component={Link} to={`/${state}/codes/${each}`} ff="monospace">
                {writeCode(each)}
              </Anchor>
            ))}
          </Group>
        )}
      </Stack>
    </Notice>
  )
}
