import type { Node } from '../node.ts'
import { randomSecret } from '../secrets.ts'
import { hashPassword } from './password.ts'
import { insertAccount } from './store.ts'

/** An account of a line of administration as it was made, with the password that is said once. */
export interface MadeAdministrator {
  readonly id: string
  readonly role: 'administrator' | 'checker'
  readonly email: string
  readonly password: string
}

/**
 * Makes an account of a line of administration, on the word of whoever runs the machine: how a node comes by its first administrator and first
 * checker, and by another when nobody can sign in any more. Undefined where the e-mail address is taken. The log says that the operator did it.
 */
export async function makeAdministrator(
  node: Pick<Node, 'db' | 'events'>,
  { role, email, name }: { readonly role: MadeAdministrator['role']; readonly email: string; readonly name: string },
): Promise<MadeAdministrator | undefined> {
  const password = randomSecret()
  const passwordHash = await hashPassword(password)
  const id = await node.db.transaction(async tx => {
    const made = await insertAccount(tx, { email: email.toLowerCase(), name, passwordHash, assignment: { role } })
    if (made === undefined) return undefined
    const event = { subject: 'account', subjectId: made, act: 'create', by: 'operator', facts: { role }, payload: { email, name } }
    await node.events.append(tx, [event])
    return made
  })
  return id === undefined ? undefined : { id, role, email: email.toLowerCase(), password }
}
