import { localeOf } from '../../ui/When.tsx'

/** A day in words: "22 Nov 2026". */
export function writeDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
