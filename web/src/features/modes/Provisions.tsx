import type { ModeProvisionAnswer } from '@lintas/contract'
import { MODES_BY_NAME, TRANSPORT_NAMES, type TransportName } from '@lintas/customs/reference'
import { Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ConfidenceMark } from '../../ui/ConfidenceMark.tsx'

interface ProvisionsProps {
  readonly provisions: readonly ModeProvisionAnswer[]
  /** The mode whose side this is; absent where both say the same. */
  readonly of?: TransportName
}

/** What holds for a mode, each with the law it stands in, which is named once for all that stands in the same place. */
export function Provisions({ provisions, of }: ProvisionsProps) {
  const { t } = useTranslation()
  if (provisions.length === 0) return <Text c="dimmed">{t('modes.none')}</Text>
  return (
    <Stack gap="sm" style={{ overflowWrap: 'anywhere' }}>
      {[...Map.groupBy(provisions, each => `${each.basis.confidence} ${sourceOf(each)}`)].map(([key, together]) => (
        <div key={key}>
          {together.map(each => (
            <Text key={`${each.basis.id} ${each.code} ${JSON.stringify([each.params, each.scope, each.express])}`}>
              {sentenceOf(each, t)} {narrowingOf(each, of, t)}
            </Text>
          ))}
          {together.slice(0, 1).map(each => (
            <Text key={each.basis.id} size="sm">
              {sourceOf(each)} <ConfidenceMark confidence={each.basis.confidence} />
            </Text>
          ))}
        </div>
      ))}
    </Stack>
  )
}

/** Where it stands. Offices of one list share their source; a rule is known by its number. */
function sourceOf({ basis: { by, id, legalRef, source } }: ModeProvisionAnswer): string {
  return [...(by === 'rule' ? [id] : []), legalRef, source].join('; ')
}

/** Parameters that are words of the law and not names or figures. */
const WORDS: ReadonlySet<string> = new Set(['charge', 'of', 'basis', 'unit', 'taxes', 'comparison', 'procedures', 'before', 'from'])

function sentenceOf({ code, params, message }: ModeProvisionAnswer, t: TFunction): string {
  const words: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, WORDS.has(name) ? wordsOf(value, t) : value]),
  )
  return t(`modes.says.${code.slice(code.indexOf('.') + 1)}`, message, words)
}

function wordsOf(list: string, t: TFunction): string {
  return list
    .split(', ')
    .map(word => t(`modes.word.${word}`, word))
    .join(', ')
}

/** What narrows it: express, some modes only, goods, countries. */
function narrowingOf({ express, modes, scope = {} }: ModeProvisionAnswer, of: TransportName | undefined, t: TFunction): string {
  const isPart = of !== undefined && modes.length < MODES_BY_NAME[of].length
  const parts = [
    ...(express === true ? [t('modes.express')] : []),
    ...(isPart ? [t('modes.only', { modes: modes.map(mode => nameOf(mode, t)).join(', ') })] : []),
    ...Object.entries(scope).map(([field, words]) => t(`modes.scope.${field}`, `${field}: ${words}`, { words: wordsOf(words, t) })),
  ]
  return parts.length === 0 ? '' : `(${parts.join('; ')})`
}

function nameOf(mode: string, t: TFunction): string {
  const name = TRANSPORT_NAMES.find(each => MODES_BY_NAME[each].length === 1 && MODES_BY_NAME[each][0] === mode)
  return name === undefined ? mode : t(`modes.mode.${name}`)
}
