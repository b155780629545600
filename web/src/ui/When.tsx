import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** An instant in words, in the time zone of the state that did it: "22 Nov 2026, 14:03". */
export function When({ at, timeZone }: { readonly at: string; readonly timeZone: string }) {
  const { i18n } = useTranslation()
  return (
    <Text component="time" dateTime={at}>
      {writeInstant(at, timeZone, i18n.language)}
    </Text>
  )
}

/** Buddhist years are for everyday letters; a customs record keeps the calendar of the law tables. */
export function writeInstant(at: string, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }).format(new Date(at))
}

export function localeOf(language: string): string {
  return `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`
}

/** A day in words: "22 Nov 2026". It has no hour, and so no time zone moves it. */
export function writeDay(day: string, language: string): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeOf(language), format).format(new Date(`${day}T00:00:00Z`))
}
