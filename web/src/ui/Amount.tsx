import { Text } from '@mantine/core'

interface AmountProps {
  readonly amount: string
  readonly currency: string
  readonly strong?: boolean
}

/** An amount of money: currency code before, thousands grouped with thin spaces, tabular figures. The decimal string is never made a number. */
export function Amount({ amount, currency, strong = false }: AmountProps) {
  return (
    <Text component="span" inherit className="figure" {...(strong ? { fw: 600 } : {})}>
      {currency} {groupThousands(amount)}
    </Text>
  )
}

export function groupThousands(amount: string): string {
  const [whole = '', decimals] = amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}
