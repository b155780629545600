import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep sea blue: the colour of action, one primary button a view. */
const sea: MantineColorsTuple = [
  '#eaf5fb',
  '#d5e8f2',
  '#a8d0e6',
  '#78b7da',
  '#519fcd',
  '#3a8fc5',
  '#2a86c1',
  '#1b6fa4',
  '#0f5f90',
  '#0b4a6f',
]

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 9, dark: 7 },
  colors: { sea },
  fontFamily: '"Noto Sans", "Noto Sans Thai", "Noto Sans Khmer", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
  lineHeights: { md: '1.6' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  headings: { fontWeight: '600' },
})

/** Secondary text is grey, but readable on every surface it stands on, tinted ones too (WCAG 2.2, 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#555a61' },
  dark: { '--mantine-color-dimmed': '#b9bdc4' },
})
