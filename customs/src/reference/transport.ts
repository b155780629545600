/** How goods cross at an office. @source UN/ECE Recommendation 19 */
export const TRANSPORT_MODES = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
export type TransportMode = (typeof TRANSPORT_MODES)[number]

/** The modes that people and laws name, some of them two of the list: 1 maritime, 2 rail, 3 road, 4 air, 5 mail, 8 inland water. */
export const MODES_BY_NAME = {
  air: ['4'],
  land: ['2', '3'],
  sea: ['1', '8'],
  post: ['5'],
  maritime: ['1'],
  rail: ['2'],
  road: ['3'],
  'inland-water': ['8'],
} as const satisfies Readonly<Record<string, readonly TransportMode[]>>
export type TransportName = keyof typeof MODES_BY_NAME

export const TRANSPORT_NAMES = Object.keys(MODES_BY_NAME) as readonly TransportName[]
