import type { NomenclatureEntry } from '@lintas/contract'
import { Anchor, Group, Skeleton, Spoiler, Stack, Text, TextInput, Title } from '@mantine/core'
import { createLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNomenclatureEntry } from '../../api/classification.ts'
import { ConfidenceMark } from '../../ui/ConfidenceMark.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CodePath } from './CodePath.tsx'
import { CodeStory } from './CodeStory.tsx'
import { wordsIn, writeCode } from './code-text.ts'
import { LineRates } from './LineRates.tsx'
import { NotHere } from './NotHere.tsx'
import { SearchBox } from './SearchBox.tsx'
import { StandsBelow } from './StandsBelow.tsx'

const PageLink = createLink(Anchor<'a'>)

/** One code as of a day: where it stands, what it is, what it is not, what stands below it, its rates. Everybody sees it. */
export function SeeCode() {
  const { state = '', code = '' } = useParams({ strict: false })
  const { on } = useSearch({ strict: false })
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, isError, error, isPending, refetch } = useNomenclatureEntry(state, code, on)
  const choose = (day: string) => navigate({ to: '/$state/codes/$code', params: { state, code }, search: day === '' ? {} : { on: day } })
  return (
    <Stack>
      <SearchBox state={state} asked="" />
      <TextInput
        type="date"
        label={t('classify.code.on')}
        value={on ?? data?.on ?? ''}
        onChange={event => choose(event.currentTarget.value)}
        w={200}
      />
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isPending && <Skeleton height={320} />}
      {data !== undefined && !isError && <Entry state={state} entry={data} on={on} />}
      {code.length >= 6 && !isPending && <CodeStory state={state} code={code} on={on} />}
    </Stack>
  )
}

interface EntryProps {
  readonly state: string
  readonly entry: NomenclatureEntry
  /** The day the reader chose; links keep it. */
  readonly on: string | undefined
}

function Entry({ state, entry, on }: EntryProps) {
  const { t, i18n } = useTranslation()
  return (
    <Stack>
      <CodePath state={state} entry={entry} on={on} />
      <div>
        <Title order={1} size="h2">
          {writeCode(entry.code)} · {entry.line === undefined ? entry.name : wordsIn(entry.line.description, i18n.language)}
        </Title>
        {entry.line !== undefined && entry.name !== '' && (
          <Text>
            {entry.name} ({t('classify.code.inOurWords')})
          </Text>
        )}
      </div>
      {entry.also.length > 0 && (
        <Spoiler maxHeight={80} showLabel={t('classify.code.more')} hideLabel={t('classify.code.less')}>
          <Text>
            <b>{t('classify.code.also')}:</b> {entry.also.filter(words => words !== entry.name).join(', ')}
          </Text>
        </Spoiler>
      )}
      <NotHere state={state} entry={entry} on={on} />
      {entry.line !== undefined && <LineRates line={entry.line} />}
      {entry.line !== undefined && (
        <Group>
          <PageLink to="/$state/cost" params={{ state }} search={{ code: entry.code }}>
            {t('cost.title')}
          </PageLink>
          <PageLink to="/$state/faults" params={{ state }} search={{ code: entry.code }}>
            {t('faults.tell')}
          </PageLink>
        </Group>
      )}
      <StandsBelow state={state} entry={entry} on={on} />
      {entry.schedule === undefined ? (
        <Notice color="yellow" title={t('classify.code.noSchedule')} />
      ) : (
        <Group gap="sm">
          <Text size="sm">
            {t('classify.code.from', {
              id: entry.schedule.id,
              day: writeDay(entry.schedule.validFrom, i18n.language),
              source: entry.schedule.source,
            })}
          </Text>
          <ConfidenceMark confidence={entry.schedule.confidence} />
          {entry.schedule.sample && <Text size="sm">{t('classify.code.sample')}</Text>}
        </Group>
      )}
    </Stack>
  )
}
