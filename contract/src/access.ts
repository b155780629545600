import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/**
 * Who may do what on a node: the one catalogue that routes and screens both read, so that a button and a refusal cannot disagree.
 *
 * `public` is anyone, signed in or not. A role says what kind of thing a caller may do; whether this declaration or that mandate is theirs
 * is asked of the record itself, and answered "not found" where it is not.
 */
export const ROLES = ['public', 'trader', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker'] as const

export type Role = (typeof ROLES)[number]

const ANYONE = ['public'] as const
const SIGNED_IN = ['trader', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker'] as const
const DECLARANTS = ['trader', 'broker'] as const
const CUSTOMS = ['officer', 'supervisor'] as const
const ADMINISTRATORS = ['administrator', 'checker'] as const

/** Permissions as `subject.act`. An `administrator` prepares; a `checker` is the second administrator whose approval a change waits for. */
export const MAY = {
  'access.administer': ADMINISTRATORS,
  'access.assume-mandate': ['broker'],
  'access.delegate': CUSTOMS,
  'access.give-mandate': ['trader'],
  'access.read-mandates': DECLARANTS,
  'access.rotate-secret': ADMINISTRATORS,
  'access.read-own': SIGNED_IN,
  'cargo.apply': DECLARANTS,
  'cargo.approve-place': ['supervisor'],
  'cargo.file': ['carrier'],
  'cargo.read': ['carrier', ...CUSTOMS],
  'cargo.propose-place': CUSTOMS,
  'cargo.read-authorisations': [...DECLARANTS, ...CUSTOMS],
  'cargo.read-place': [...ANYONE, ...CUSTOMS],
  'cargo.read-place-proposals': CUSTOMS,
  'cargo.read-places': ANYONE,
  'cargo.suspend': ['supervisor'],
  'cargo.suspend-place': ['supervisor'],
  'cargo.decide': CUSTOMS,
  'classification.ask': ANYONE,
  'classification.teach': ADMINISTRATORS,
  'cost.ask': ANYONE,
  'cost.quote': ANYONE,
  'debt.hear-provider': ANYONE,
  'debt.pay': DECLARANTS,
  'debt.administer-accounts': ADMINISTRATORS,
  'debt.bank': ['supervisor', ...ADMINISTRATORS],
  'debt.close-day': ['supervisor', ...ADMINISTRATORS],
  'debt.decide-instalments': CUSTOMS,
  'debt.decide-refund': CUSTOMS,
  'debt.decide-write-off': ['supervisor'],
  'debt.discharge': CUSTOMS,
  'debt.draw': ['supervisor'],
  'debt.read': [...DECLARANTS, ...CUSTOMS],
  'debt.read-accounts': [...DECLARANTS, ...CUSTOMS, ...ADMINISTRATORS],
  'debt.read-treasury': SIGNED_IN,
  'debt.read-ledger': ['supervisor', ...ADMINISTRATORS],
  'debt.write-off': CUSTOMS,
  'documents.add': [...DECLARANTS, ...CUSTOMS],
  'documents.answer': DECLARANTS,
  'documents.read': [...DECLARANTS, ...CUSTOMS],
  'documents.request': CUSTOMS,
  'duty.assess': ANYONE,
  'declaration.act': [...DECLARANTS, ...CUSTOMS],
  'declaration.amend': DECLARANTS,
  'declaration.arrive': [...DECLARANTS, ...CUSTOMS],
  'declaration.cancel': [...DECLARANTS, 'supervisor'],
  'declaration.check': ANYONE,
  'declaration.complete': DECLARANTS,
  'declaration.draft': DECLARANTS,
  'declaration.lodge': DECLARANTS,
  'declaration.read': [...DECLARANTS, ...CUSTOMS],
  'declaration.replay': [...DECLARANTS, ...CUSTOMS],
  'events.read': DECLARANTS,
  'exporters.accept-list': ['supervisor'],
  'exporters.apply': DECLARANTS,
  'exporters.decide': ['supervisor'],
  'exporters.examine': CUSTOMS,
  'exporters.propose-list': CUSTOMS,
  'exporters.read': [...DECLARANTS, ...CUSTOMS],
  'exporters.read-lists': CUSTOMS,
  'law.decide': ADMINISTRATORS,
  'law.propose': ADMINISTRATORS,
  'law.read': ANYONE,
  'law.read-proposals': [...CUSTOMS, ...ADMINISTRATORS],
  'live.listen': [...DECLARANTS, ...CUSTOMS],
  'log.prove': [...CUSTOMS, ...ADMINISTRATORS],
  'log.read': ANYONE,
  'log.rotate-key': ADMINISTRATORS,
  'log.verify': ['supervisor', ...ADMINISTRATORS],
  'messages.read': [...DECLARANTS, ...CUSTOMS],
  'messages.send': [...DECLARANTS, ...CUSTOMS],
  'origin.check-proof': ANYONE,
  'origin.load-rules': ADMINISTRATORS,
  'origin.read-declaration': [...ANYONE, ...CUSTOMS],
  'origin.decide-rules': ADMINISTRATORS,
  'origin.declare-supply': DECLARANTS,
  'origin.determine': [...ANYONE, ...DECLARANTS, ...CUSTOMS],
  'origin.keep-statement': DECLARANTS,
  'origin.read-rules': ANYONE,
  'origin.read-sheets': [...CUSTOMS, ...ADMINISTRATORS],
  'origin.read-supply': [...DECLARANTS, ...CUSTOMS],
  'origin.read-statements': [...DECLARANTS, ...CUSTOMS],
  'permits.decide': ADMINISTRATORS,
  'permits.load': ADMINISTRATORS,
  'permits.read': [...DECLARANTS, ...CUSTOMS, ...ADMINISTRATORS],
  'permits.read-measures': ANYONE,
  'permits.watch': SIGNED_IN,
  'preferences.claim': DECLARANTS,
  'preferences.read': [...DECLARANTS, ...CUSTOMS],
  'preferences.settle': CUSTOMS,
  'proofs.apply': DECLARANTS,
  'proofs.decide': CUSTOMS,
  'proofs.read': [...DECLARANTS, ...CUSTOMS],
  'proofs.refer': ['supervisor'],
  'proofs.review': ['supervisor'],
  'proofs.verify': CUSTOMS,
  'rates.publish': ADMINISTRATORS,
  'rates.read': ANYONE,
  'regimes.apply': DECLARANTS,
  'regimes.decide': CUSTOMS,
  'regimes.judge': CUSTOMS,
  'regimes.keep-stock': DECLARANTS,
  'regimes.read': [...DECLARANTS, ...CUSTOMS],
  'regimes.suspend': ['supervisor'],
  'release.read': [...DECLARANTS, ...CUSTOMS],
  'release.refuse': ['supervisor'],
  'release.verify': ANYONE,
  'rights.appeal': ['supervisor'],
  'rights.ask': DECLARANTS,
  'rights.assess': CUSTOMS,
  'rights.decide': CUSTOMS,
  'rights.dispose': CUSTOMS,
  'rights.read-list': ANYONE,
  'rights.read': [...DECLARANTS, ...CUSTOMS],
  'rights.review': CUSTOMS,
  'rights.seize': ['supervisor'],
  'risk.activate-model': ['supervisor'],
  'risk.approve-entry': ['supervisor'],
  'risk.approve-profile': ['supervisor'],
  'risk.check-lot': ANYONE,
  'risk.decide-indicator': ['supervisor'],
  'risk.decide-override': ['supervisor'],
  'risk.load-past': ADMINISTRATORS,
  'risk.override': CUSTOMS,
  'risk.propose-entry': CUSTOMS,
  'risk.propose-profile': CUSTOMS,
  'risk.read': CUSTOMS,
  'risk.record': CUSTOMS,
  'risk.set-capacity': ['supervisor'],
  'risk.share-entry': ['supervisor'],
  'risk.share-profile': ['supervisor'],
  'risk.train-model': CUSTOMS,
  'rulings.close-divergence': ['supervisor'],
  'rulings.read-divergences': ANYONE,
  'rulings.read-lanes': CUSTOMS,
  'sandbox.play-officer': DECLARANTS,
  'sandbox.read': ANYONE,
  'sandbox.use': SIGNED_IN,
  'service-levels.read': ANYONE,
  'service-levels.read-detail': CUSTOMS,
  'tariff.decide': ADMINISTRATORS,
  'tariff.judge-fault': [...CUSTOMS, ...ADMINISTRATORS],
  'tariff.load': ADMINISTRATORS,
  'tariff.read-faults': ANYONE,
  'tariff.read-lines': ANYONE,
  'tariff.read-versions': [...CUSTOMS, ...ADMINISTRATORS],
  'tariff.report-fault': ANYONE,
  'trust.give-tier': ADMINISTRATORS,
  'trust.read': CUSTOMS,
  'trust.read-tiers': [...CUSTOMS, ...ADMINISTRATORS],
  'trust.restrict': ['supervisor'],
  'trust.suspend-tier': ['supervisor', ...ADMINISTRATORS],
  'valuation.adjust-price': DECLARANTS,
  'valuation.answer': DECLARANTS,
  'valuation.question': CUSTOMS,
  'valuation.read': [...DECLARANTS, ...CUSTOMS],
  'valuation.work-out': ANYONE,
  'webhooks.manage': DECLARANTS,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof MAY

/** What a supervisor may hand to an officer of the office for some days: its routes name it. */
export const DELEGABLE = [
  'debt.decide-write-off',
  'debt.draw',
  'regimes.suspend',
  'release.refuse',
  'rights.appeal',
  'rights.seize',
  'risk.approve-entry',
  'risk.approve-profile',
  'risk.decide-override',
  'trust.restrict',
  'trust.suspend-tier',
] as const satisfies readonly Permission[]
export type DelegablePower = (typeof DELEGABLE)[number]

export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = MAY[permission]
  return roles.includes(role) || roles.includes('public')
}

const text = (max: number) => z.string().trim().min(1).max(max)
const accountId = z.uuid()
const day = calendarDay
const nothing = z.undefined().describe('Nothing to say.')

/** What a mandate lets an agent do for its principal. `payment`: put charges and security on the principal's accounts with customs. */
export const MANDATE_SCOPES = ['import', 'export', 'transit', 'payment'] as const
/** What a mandate covers where it does not say: to declare, and not to spend. */
const DECLARING = ['import', 'export', 'transit'] as const
export type MandateScope = (typeof MANDATE_SCOPES)[number]

/** What a business is to customs. A carrier files manifests and keeps temporary storage; it declares nothing. */
const ORGANISATION_KINDS = ['trader', 'broker', 'carrier'] as const

export const organisationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(ORGANISATION_KINDS),
  name: z.string(),
  /** The registration number under which customs knows the business. */
  traderId: z.string(),
})

const ownOrganisation = organisationSchema.omit({ kind: true })

/** What an account is: a trader, broker or carrier for an organisation, an officer or supervisor at an office, or one of two administrators. */
export const assignmentSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(ORGANISATION_KINDS), organisationId: z.uuid() }),
  z.strictObject({ role: z.enum(['officer', 'supervisor']), office: text(17) }),
  z.strictObject({ role: z.enum(['administrator', 'checker']) }),
])
export type Assignment = z.output<typeof assignmentSchema>

export const accountSchema = z.object({
  id: accountId,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  organisation: ownOrganisation.optional(),
  office: z.string().optional(),
  suspended: z.boolean(),
  /** For `If-Match` when the assignment is changed. */
  version: z.number().int(),
})
export type Account = z.output<typeof accountSchema>

export const meSchema = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  organisation: ownOrganisation.optional(),
  office: z.string().optional(),
  /** Traders this account may act for today: the own organisation and those that gave it a mandate. */
  traderIds: z.array(z.string()),
  permissions: z.array(z.string()),
})
export type Me = z.output<typeof meSchema>

export const mandateSchema = z.object({
  id: z.uuid(),
  principal: ownOrganisation,
  agent: ownOrganisation,
  scopes: z.array(z.enum(MANDATE_SCOPES)),
  validFrom: day,
  /** The first day on which it is no longer in force. */
  validTo: day.optional(),
  revokedAt: z.iso.datetime().optional(),
})
export type Mandate = z.output<typeof mandateSchema>

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the key begins, to tell it from others; the rest is known to its holder only. */
  start: z.string(),
  expiresAt: z.iso.datetime().optional(),
})

const accountPath = z.object({ id: accountId })
/** A password said once, to be handed over and changed by its owner. */
const passwordOnce = z.object({ id: accountId, password: z.string() })

export const signIn = {
  summary: 'Sign in; the answer sets a cookie for this node',
  body: z.strictObject({ email: z.string().max(254), password: z.string().max(128) }),
  response: { 200: meSchema },
}
export const signOut = { summary: 'Sign out; the session ends everywhere', response: { 204: nothing } }
export const changePassword = {
  summary: 'Change the own password; all other sessions end',
  body: z.strictObject({ currentPassword: z.string().max(128), newPassword: z.string().min(12).max(128) }),
  response: { 204: nothing },
}
export const rotateSignInSecret = {
  summary: 'Put a new secret behind the cookies; everybody signs in again',
  response: { 204: nothing },
}
export const readMe = { summary: 'Who is signed in, and what they may do', response: { 200: meSchema } }

export const listOrganisations = {
  summary: 'Organisations on the register, by trader id',
  querystring: pageQuery,
  response: { 200: pageOf(organisationSchema) },
}
export const registerOrganisation = {
  summary: 'Put an organisation on the register',
  body: z.strictObject({
    kind: z.enum(ORGANISATION_KINDS),
    name: text(140),
    traderId: z.string().regex(/^[A-Za-z0-9./-]{1,35}$/, '1 to 35 letters, digits, dots, slashes or hyphens'),
  }),
  response: { 201: organisationSchema },
}

export const listAccounts = { summary: 'Accounts, by e-mail address', querystring: pageQuery, response: { 200: pageOf(accountSchema) } }
export const createAccount = {
  summary: 'Create an account; its first password is said once',
  body: z.strictObject({ email: z.email().max(254), name: text(140), assignment: assignmentSchema }),
  response: { 201: passwordOnce },
}
export const assignRole = {
  summary: 'Give an account another role, office or organisation (If-Match)',
  params: accountPath,
  body: assignmentSchema,
  response: { 200: accountSchema },
}
export const suspendAccount = {
  summary: 'Suspend an account; its sessions end and its keys stop',
  params: accountPath,
  response: { 200: accountSchema },
}
export const restoreAccount = { summary: 'Let a suspended account in again', params: accountPath, response: { 200: accountSchema } }
export const resetPassword = {
  summary: 'Give an account a new password, said once; its sessions end',
  params: accountPath,
  response: { 200: passwordOnce },
}

export const listApiKeys = {
  summary: 'API keys of an account',
  params: accountPath,
  response: { 200: z.object({ items: z.array(apiKeySchema) }) },
}
export const createApiKey = {
  summary: 'Create an API key for an account; the key is said once',
  params: accountPath,
  body: z.strictObject({ name: text(60), expiresAt: z.iso.datetime().optional() }),
  response: { 201: apiKeySchema.extend({ key: z.string() }) },
}
export const revokeApiKey = { summary: 'Revoke an API key, at once', params: z.object({ id: z.uuid() }), response: { 204: nothing } }

export const listMandates = {
  summary: 'Mandates the own organisation gave or holds',
  querystring: pageQuery,
  response: { 200: pageOf(mandateSchema) },
}
export const giveMandate = {
  summary: 'Let a broker declare for the own organisation',
  body: z.strictObject({
    agentTraderId: text(35),
    scopes: z
      .array(z.enum(MANDATE_SCOPES))
      .min(1)
      .max(MANDATE_SCOPES.length)
      .default([...DECLARING]),
    validFrom: day,
    validTo: day.optional(),
  }),
  response: { 201: mandateSchema },
}
export const revokeMandate = { summary: 'Revoke a mandate, at once', params: z.object({ id: z.uuid() }), response: { 200: mandateSchema } }
export const assumeMandate = {
  summary: 'Sandbox: take the own word for it that somebody gave a mandate; it is put on the register where it is not there',
  body: z.strictObject({ principalTraderId: text(35), name: text(140).default('registered in the sandbox') }),
  response: { 200: z.object({ principalTraderId: z.string(), agentTraderId: z.string() }) },
}
