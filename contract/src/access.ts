/**
 * Who may do what on a node: the one catalogue that routes and screens both read, so that a button and a refusal cannot disagree.
 *
 * `public` is anyone, signed in or not. A role says what kind of thing a caller may do; whether this declaration or that mandate is theirs
 * is asked of the record itself, and answered "not found" where it is not.
 */
export const ROLES = ['public', 'trader', 'broker', 'officer', 'supervisor', 'administrator', 'checker'] as const

export type Role = (typeof ROLES)[number]

const ANYONE = ['public'] as const
const SIGNED_IN = ['trader', 'broker', 'officer', 'supervisor', 'administrator', 'checker'] as const
const DECLARANTS = ['trader', 'broker'] as const
const CUSTOMS = ['officer', 'supervisor'] as const
const ADMINISTRATORS = ['administrator', 'checker'] as const

/** Permissions as `subject.act`. An `administrator` prepares; a `checker` is the second administrator whose approval a change waits for. */
export const MAY = {
  'access.read-own': SIGNED_IN,
  'access.administer': ADMINISTRATORS,
  'access.give-mandate': ['trader'],
  'access.read-mandates': DECLARANTS,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof MAY

export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = MAY[permission]
  return roles.includes(role) || roles.includes('public')
}

export const WHO = { ANYONE, SIGNED_IN, DECLARANTS, CUSTOMS, ADMINISTRATORS } as const
