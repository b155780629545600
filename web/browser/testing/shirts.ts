import type { DeclarationInput } from '@lintas/customs/declaration'
import { shirts } from '../../../server/src/declaration/testing/shirts.ts'

/** The shirts of the server's tests as the demonstration trader of Viet Nam declares them. */
export function shirtsOfTrader(localReference: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  return shirts(localReference, { importer: { id: 'TRADER-VN', name: 'Importer' }, declarant: { id: 'TRADER-VN' }, ...change })
}

/** The one goods item of them, with something changed. */
export function shirtsItem(change: object = {}): NonNullable<DeclarationInput['goodsItems']> {
  return (shirts('').goodsItems ?? []).map(item => ({ ...item, ...change }))
}
