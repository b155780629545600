import type { NomenclatureChapters } from '@lintas/contract'
import { Accordion, List, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useChapters } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CodeLink } from './CodeLink.tsx'
import { SearchBox } from './SearchBox.tsx'

/** The tree from its sections: what one opens down to a line. Everybody sees it. */
export function BrowseTariff() {
  const { state = '' } = useParams({ strict: false })
  const { on } = useSearch({ strict: false })
  const { t } = useTranslation()
  const { data, isError, error, isPending, refetch } = useChapters(state)
  return (
    <Stack>
      <div>
        <Title order={1}>{t('classify.browse')}</Title>
        <Text>{t('classify.code.about')}</Text>
      </div>
      <SearchBox state={state} asked="" />
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isPending && <Skeleton height={480} />}
      {data !== undefined && (
        <Accordion multiple variant="separated" order={2}>
          {data.sections.map(section => (
            <Accordion.Item key={section.number} value={section.number}>
              <Accordion.Control>
                {section.number} · {section.name}
              </Accordion.Control>
              <Accordion.Panel>
                <List listStyleType="none" spacing={4}>
                  {chaptersOf(data, section.chapters).map(({ code, name }) => (
                    <List.Item key={code}>
                      <CodeLink state={state} code={code} on={on}>
                        {code} · {name}
                      </CodeLink>
                    </List.Item>
                  ))}
                </List>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  )
}

function chaptersOf({ chapters }: NomenclatureChapters, [first, last]: readonly [string, string]) {
  return chapters.filter(({ code }) => first <= code && code <= last)
}
