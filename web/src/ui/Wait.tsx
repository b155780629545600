import { useTranslation } from 'react-i18next'
import { localeOf } from './When.tsx'

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long something has waited, in its largest unit: "3 hr". */
export function Wait({ since }: { readonly since: string }) {
  const { i18n } = useTranslation()
  return (
    <time dateTime={since} className="figure">
      {writeWait((Date.now() - Date.parse(since)) / 1000, i18n.language)}
    </time>
  )
}

export function writeWait(seconds: number, language: string): string {
  const [unit, size] = STEPS.find(([, each]) => seconds >= each) ?? (['minute', 60] as const)
  const count = Math.max(0, Math.floor(seconds / size))
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}
