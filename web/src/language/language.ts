import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './en.json'
import th from './th.json'
import vi from './vi.json'

export const LANGUAGES = { en: 'English', vi: 'Tiếng Việt', th: 'ไทย' } as const
export type Language = keyof typeof LANGUAGES

const KEPT = 'lintas.language'

function preferred(): Language {
  const wished = [localStorage.getItem(KEPT), ...navigator.languages.map(tag => tag.slice(0, 2))]
  return wished.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? 'en'
}

i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, vi: { translation: vi }, th: { translation: th } },
  lng: preferred(),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
})
document.documentElement.lang = i18next.language

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  i18next.changeLanguage(language)
}
