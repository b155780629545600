import { type Day, parseDay } from '@lintas/customs/kernel'
import { InvalidArgumentError } from 'commander'

/** For `--date 2026-02-28`. */
export function readDay(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new InvalidArgumentError('needs a day such as 2026-02-28.')
  return day
}
