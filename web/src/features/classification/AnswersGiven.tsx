import type { GuidedAnswer } from '@lintas/contract'
import { Button, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface AnswersGivenProps {
  readonly path: GuidedAnswer['path']
  /** Takes back the answer at a place and all after it; left out where nothing can be changed any more. */
  readonly change?: (place: number) => void
}

/** What was asked and answered so far. */
export function AnswersGiven({ path, change }: AnswersGivenProps) {
  const { t } = useTranslation()
  if (path.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4">
        {t('classify.guide.answers')}
      </Title>
      <Table>
        <Table.Tbody>
          {path.map(({ question, about, choice, words }, place) => (
            <Table.Tr key={question}>
              <Table.Th scope="row" fw={400}>
                {t(`classify.guide.ask.${about}`)}
              </Table.Th>
              <Table.Td fw={600}>{wordsFor(choice, words)}</Table.Td>
              {change !== undefined && (
                <Table.Td ta="right">
                  <Button variant="default" size="compact-md" onClick={() => change(place)}>
                    {t('classify.guide.change')}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )

  function wordsFor(choice: string, words: string): string {
    if (choice === '?') return t('classify.guide.unknown')
    return choice.startsWith('!') ? t('classify.guide.none') : words
  }
}
