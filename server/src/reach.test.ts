import { CERTIFICATION_CONDITIONS } from '@lintas/customs/origin'
import { beforeAll, describe, expect, test } from 'vitest'
import { shirts } from './declaration/testing/shirts.ts'
import { listRoutes, type RouteEntry } from './platform/http/index.ts'
import { CALLERS, type CallerName, openWorld } from './testing/world.ts'

/**
 * What each route leads to. A route that is not in this table fails the test, and so does an entry without a route: whoever adds a route says here
 * whose record it is, and the test asks it as everybody.
 *
 * - `everybody`: nobody's record (law, tariff, health), or a thing of customs that everyone with the role may reach.
 * - `self`: only what is the caller's own can come of it; what it answers to others must not name a record of ours.
 * - `person`: the caller's own account, which is known by a cookie and not by the keys of this test.
 * - `record`: a record of the trader and its office. To every other trader, broker and office it is not there: 404.
 */
interface Reach {
  readonly to: 'everybody' | 'self' | 'person' | 'record'
  /** The path with real ids in it; the pattern itself, with the declaration's MRN, where that is all it needs. */
  readonly path?: () => string
  /** What must be sent so that the record is looked for at all. */
  readonly body?: () => unknown
  /** Every office of customs may reach it. */
  readonly anyOffice?: true
  /** Nothing of the kind is there, so that whoever may call is told so. */
  readonly gone?: true
  /** The answer does not end. */
  readonly streams?: true
  /** Callers inside who have no part in it, though their role may call: they are answered as strangers are. */
  readonly notFor?: readonly CallerName[]
}

const world = await openWorld()
const ids: Record<string, string> = {}
const of = (pattern: string) => () => pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `missing ${name}`)

const everybody: Reach = { to: 'everybody' }
const self: Reach = { to: 'self' }
const person: Reach = { to: 'person' }
const record = (pattern: string, body?: unknown, more: Partial<Reach> = {}): Reach => ({
  to: 'record',
  path: of(pattern),
  ...(body === undefined ? {} : { body: () => body }),
  ...more,
})

/** The declaration of this test, at the route's own path. */
const ours = (body?: unknown, more: Partial<Reach> = {}): Reach => ({
  to: 'record',
  ...(body === undefined ? {} : { body: () => body }),
  ...more,
})

/** A record of the organisation that made it, the broker's: the trader behind it has no part in it. */
const hook = (pattern: string, body?: unknown) => record(pattern, body, { notFor: ['the trader'] })

/** Money of the trader's: every office sees it, the broker only with a mandate to pay. */
const account = (pattern: string, body?: unknown) => record(pattern, body, { notFor: ['its broker'], anyOffice: true })

/** An authorisation and goods of the trader's: every office sees them, the broker while it has a mandate, which was revoked by then. */
const regime = account

const OVERRIDE = { kind: 'raise', controls: ['scan'], reason: 'information-received', text: 'A word from a colleague at the port.' }
const ASKED = {
  reason: 'The list does not say what is in the cartons.',
  dueOn: '2026-03-24',
  documents: [{ words: 'packing list by carton' }],
}
const VALUE_QUESTION = {
  supposed: [{ sequence: 1, value: { amount: '90000000', currency: 'VND' } }],
  reason: 'The price is far below that of like goods.',
  asked: 'The contract of sale and the proof of payment.',
  dueOn: '2026-03-24',
}
const SHIRT_QUESTION = { exporter: 'VN', importer: 'TH', on: '2026-03-10', good: { code: '61091010' } }
const SUPPLY = {
  product: { article: 'CF-1', description: 'cotton fabric', code: '52081100' },
  origin: { status: 'originating', state: 'VN' },
  covers: { kind: 'long-term', validFrom: '2026-01-01', validTo: '2027-01-01' },
}
/** A supplier's declaration that the trader recorded: every office sees it, the broker while it has a mandate, which was revoked by then. */
const supply = (end: string, body?: unknown, more: Partial<Reach> = {}) =>
  record(`/origin/supplier-declarations/{supplierDeclaration}${end}`, body, { notFor: ['its broker'], ...more })
const WISH = { kind: 'change-lane', lane: 'green', reason: 'checked-before', text: 'The same cartons were opened last week.' }
const FORM_D = {
  type: 'e-form-d',
  exporter: { id: 'TRADER-VN', name: 'May Sài Gòn', address: '1 Lê Lợi, Hồ Chí Minh', country: 'VN' },
  consignee: { name: 'Bangkok Shirts', address: '9 Rama IV, Bangkok', country: 'TH' },
  transport: { departureOn: '2036-03-12' },
  producedIn: 'VN',
  importingCountry: 'TH',
  declared: { place: 'Hồ Chí Minh', by: 'Nguyễn An' },
  items: [
    {
      sequence: 1,
      packages: { count: 10, type: 'CT' },
      description: 'Cotton T-shirts, knitted',
      manufacturer: 'May Sài Gòn',
      commodityCode: '61091010',
      originCriterion: 'CC',
      quantity: { value: '1000', unit: 'C62' },
      grossMassKg: '260',
      invoices: [{ id: 'INV-1', issuedOn: '2026-03-01' }],
    },
  ],
}
/** A proof of the trader's: every office sees it, the broker while it has a mandate, which was revoked by then. */
const proof = (pattern: string, body?: unknown, more: Partial<Reach> = {}) =>
  record(pattern, body, { notFor: ['its broker'], anyOffice: true, ...more })

const NOT_SO = { decision: 'refused', reason: 'The word of the port was withdrawn.' }
const ENDING = { reason: 'The company was wound up.' }
const DAY = '2026-03-10'
const REASONS = [{ text: 'The goods are not what was declared.', legalBasis: 'Law on Customs, art. 1' }]
const GROUNDS = { grounds: 'The goods are exactly what was declared.' }
const OUTCOME = { outcome: 'upheld', reasons: REASONS }

const REACH: Readonly<Record<string, Reach>> = {
  'GET /openapi.json': everybody,
  'GET /health': everybody,
  'GET /ready': everybody,
  'GET /.well-known/jwks.json': everybody,

  'POST /api/auth/sign-in/email': person,
  'POST /api/auth/sign-out': person,
  'POST /api/auth/change-password': person,
  'GET /api/auth/passkeys': person,
  'GET /api/auth/passkeys/registration': person,
  'POST /api/auth/passkeys': person,
  'DELETE /api/auth/passkeys/:id': person,
  'GET /api/auth/sign-in/passkey': person,
  'POST /api/auth/sign-in/passkey': person,
  'GET /api/auth/sign-in-ways': everybody,
  'POST /api/auth/sign-in/provider': person,
  'GET /api/auth/callback/provider': person,
  'GET /me': self,

  'GET /organisations': everybody,
  'POST /organisations': everybody,
  'GET /accounts': everybody,
  'POST /accounts': everybody,
  'PUT /accounts/:id/assignment': { to: 'everybody', path: of('/accounts/{spare}/assignment') },
  'POST /accounts/:id/suspension': { to: 'everybody', path: of('/accounts/{spare}/suspension') },
  'DELETE /accounts/:id/suspension': { to: 'everybody', path: of('/accounts/{spare}/suspension') },
  'POST /accounts/:id/password': { to: 'everybody', path: of('/accounts/{spare}/password') },
  'GET /accounts/:id/api-keys': { to: 'everybody', path: of('/accounts/{spare}/api-keys') },
  'POST /accounts/:id/api-keys': { to: 'everybody', path: of('/accounts/{spare}/api-keys') },
  'DELETE /api-keys/:id': { to: 'everybody', path: of('/api-keys/{spareKey}'), gone: true }, // whoever revokes it first,
  'GET /mandates': self,
  'POST /mandates': self,
  'POST /mandates/:id/revocation': record('/mandates/{mandate}/revocation'),
  'GET /colleagues': self,
  'GET /delegations': self,
  'POST /delegations': self,
  'POST /delegations/:id/ending': record('/delegations/{delegation}/ending'),
  'GET /delegated-acts': self,
  'GET /delegated-acts.csv': self,
  'POST /sign-in-secret': everybody,
  'POST /sandbox/mandates': self,

  'POST /log/keys': everybody,
  'GET /log/checkpoint': everybody,
  'GET /log/proof/:eventId': { to: 'everybody', path: of('/log/proof/1') },
  'POST /log/verification': everybody,

  'GET /webhooks': self,
  'POST /webhooks': self,
  'GET /webhooks/:id': hook('/webhooks/{webhook}'),
  'PATCH /webhooks/:id': hook('/webhooks/{webhook}', { description: 'ours' }),
  'POST /webhooks/:id/secret': hook('/webhooks/{webhook}/secret', {}),
  'POST /webhooks/:id/ping': hook('/webhooks/{webhook}/ping'),
  'GET /webhooks/:id/deliveries': hook('/webhooks/{webhook}/deliveries'),
  'GET /webhooks/:id/deliveries/:delivery': hook('/webhooks/{webhook}/deliveries/{delivery}'),
  'POST /webhooks/:id/deliveries/:delivery/replay': hook('/webhooks/{webhook}/deliveries/{delivery}/replay'),
  'POST /webhooks/:id/replay': hook('/webhooks/{webhook}/replay', { since: '2026-03-01T00:00:00Z' }),
  'DELETE /webhooks/:id': hook('/webhooks/{webhook}'),
  'GET /events': self,
  'GET /live': { to: 'self', streams: true },

  'GET /classifications': { to: 'everybody', path: of('/classifications?q=pen&scope=harmonized') },
  'POST /classifications': everybody,
  'POST /classifications/guided': everybody,
  'POST /classification-paths': everybody,
  'GET /classification-paths/:id': { to: 'everybody', path: of('/classification-paths/AAAAAAAAAAAAAAAAAAAAAA'), gone: true },
  'GET /nomenclature': everybody,
  'GET /nomenclature/:code': { to: 'everybody', path: of('/nomenclature/6109') },
  'GET /classification-memory': everybody,
  'POST /classification-evidence': everybody,
  'GET /classification-evidence/asked': everybody,
  'POST /classification-evidence/:id/code': { to: 'everybody', path: of('/classification-evidence/1/code') },
  'GET /permits': self,
  'GET /permit-loads': everybody,
  'POST /permit-loads': { to: 'everybody', body: () => ({ source: 'x', permits: [] }) },
  'GET /permit-loads/:id': { to: 'everybody', path: of('/permit-loads/5b1f0a52-7a0f-4a3e-9a5e-0c9b3f6d2e11'), gone: true },
  'POST /permit-loads/:id/approval': {
    to: 'everybody',
    path: of('/permit-loads/5b1f0a52-7a0f-4a3e-9a5e-0c9b3f6d2e11/approval'),
    body: () => ({ decision: 'refused' }),
    gone: true,
  },
  'POST /permits/:id/ending': {
    to: 'everybody',
    path: of('/permits/5b1f0a52-7a0f-4a3e-9a5e-0c9b3f6d2e11/ending'),
    body: () => ({ reason: 'x' }),
    gone: true,
  },
  'GET /measures': { to: 'everybody', path: of('/measures?code=290371') },
  'GET /measures.csv': { to: 'everybody', path: of('/measures.csv?code=290371') },
  'GET /exporter-applications': { to: 'self', anyOffice: true },
  'POST /exporter-applications': self,
  'GET /exporter-applications/:id': regime('/exporter-applications/{exporterApplication}'),
  'POST /exporter-applications/:id/withdrawal': regime('/exporter-applications/{exporterApplication}/withdrawal'),
  'POST /exporter-applications/:id/examination': {
    to: 'everybody',
    path: of('/exporter-applications/{exporterApplication}/examination'),
  },
  'POST /exporter-applications/:id/decision': {
    to: 'everybody',
    path: of('/exporter-applications/{exporterApplication}/decision'),
  },
  'GET /certified-exporters': { to: 'self', anyOffice: true },
  'GET /certified-exporters.csv': { to: 'self', anyOffice: true },
  'GET /certified-exporters/:code': regime('/certified-exporters/{exporter}'),
  'POST /certified-exporters/:code/interruption': { to: 'everybody', path: of('/certified-exporters/{exporter}/interruption') },
  'POST /certified-exporters/:code/restoration': { to: 'everybody', path: of('/certified-exporters/{exporter}/restoration') },
  'GET /exporter-register': everybody,
  'POST /origin-lists': everybody,
  'GET /origin-lists': everybody,
  'POST /origin-lists/:id/decision': { to: 'everybody', path: of('/origin-lists/999999/decision'), gone: true }, // by exporters.test.ts
  'GET /issuing-officials': everybody,
  'POST /origin-declarations': self,
  'GET /origin-declarations': { to: 'self', anyOffice: true },
  'GET /origin-declarations/:number': regime('/origin-declarations/{originDeclaration}'),
  'GET /origin-declarations/:number/qr.svg': { to: 'everybody', path: of('/origin-declarations/{originDeclaration}/qr.svg') },
  'POST /origin-declarations/:number/revocation': regime('/origin-declarations/{originDeclaration}/revocation', {
    reason: 'The goods were not shipped after all.',
  }),
  'POST /origin-declarations/reading': everybody,
  'GET /proofs/check': everybody,
  'GET /watch-lists': self,
  'POST /watch-lists': self,
  'GET /watch-alerts': self,
  'POST /watch-lists/:id/choices': {
    to: 'everybody',
    path: of('/watch-lists/5b1f0a52-7a0f-4a3e-9a5e-0c9b3f6d2e11/choices'),
    body: () => ({ code: '61', chosen: ['62'] }),
    gone: true,
  }, // an account’s own, by correlations.test.ts
  'POST /watch-lists/:id/ending': { to: 'everybody', path: of('/watch-lists/5b1f0a52-7a0f-4a3e-9a5e-0c9b3f6d2e11/ending'), gone: true }, // an account’s own, by watch.test.ts
  'GET /quotas': everybody,
  'GET /quotas.csv': everybody,
  'GET /modes/differences': { to: 'everybody', path: of('/modes/differences?from=air&to=land') },
  'GET /modes/differences.csv': { to: 'everybody', path: of('/modes/differences.csv?from=air&to=land') },
  'GET /modes/:mode': { to: 'everybody', path: of('/modes/air') },
  'GET /law/rows': everybody,
  'GET /law/proposals': everybody,
  'POST /law/proposals': everybody,
  'POST /law/proposals/:id/approval': { to: 'everybody', path: of('/law/proposals/1/approval'), gone: true },
  'GET /law/coverage': everybody,
  'POST /exchange-rates': everybody,
  'GET /exchange-rates': everybody,
  'GET /operators/:traderId/restrictions': { to: 'everybody', path: of('/operators/TRADER-VN/restrictions') },
  'POST /operators/:traderId/restrictions': { to: 'everybody', path: of('/operators/NOBODY/restrictions') },
  'POST /operators/:traderId/restrictions/:id/lifting': {
    to: 'everybody',
    path: of('/operators/NOBODY/restrictions/{restriction}/lifting'),
  },
  'POST /tariff/versions': everybody,
  'GET /tariff/versions': everybody,
  'GET /tariff/versions/:id': { to: 'everybody', path: of('/tariff/versions/{tariff}') },
  'GET /tariff/versions/:id/problems': { to: 'everybody', path: of('/tariff/versions/{tariff}/problems') },
  'GET /tariff/versions/:id/diff': { to: 'everybody', path: of('/tariff/versions/{tariff}/diff') },
  'GET /tariff/versions/:id/diff.csv': { to: 'everybody', path: of('/tariff/versions/{tariff}/diff.csv') },
  'POST /tariff/versions/:id/approval': { to: 'everybody', path: of('/tariff/versions/{tariff}/approval') },
  'POST /tariff/correlations': everybody,
  'GET /tariff/correlations': everybody,
  'GET /tariff/correlations/:id': { to: 'everybody', path: of('/tariff/correlations/none'), gone: true },
  'GET /tariff/correlations/:id/pairs': { to: 'everybody', path: of('/tariff/correlations/none/pairs'), gone: true },
  'GET /tariff/correlations/:id/pairs.csv': { to: 'everybody', path: of('/tariff/correlations/none/pairs.csv'), gone: true },
  'POST /tariff/correlations/:id/approval': { to: 'everybody', path: of('/tariff/correlations/none/approval'), gone: true },
  'GET /divergences': everybody,
  'GET /divergences/lanes': everybody,
  'GET /divergences/lanes.csv': everybody,
  'GET /divergences.csv': everybody,
  'POST /divergences/:number/closing': { to: 'everybody', path: of('/divergences/VN-D-999999/closing'), gone: true },
  'POST /tariff/faults': everybody,
  'GET /tariff/faults': everybody,
  'GET /tariff/faults.csv': everybody,
  'GET /tariff/fault-reports': everybody,
  'POST /tariff/faults/:number/decision': { to: 'everybody', path: of('/tariff/faults/VN-F-999999/decision'), gone: true },
  'GET /tariff/codes/:code/history': { to: 'everybody', path: of('/tariff/codes/61091010/history') },
  'GET /tariff/lines/:code': { to: 'everybody', path: of('/tariff/lines/61091010') },
  'POST /origin/determinations': everybody,
  'POST /origin/comparisons': everybody,
  'POST /origin/bills': everybody,
  'POST /origin/statements': self,
  'GET /origin/statements': { to: 'self', anyOffice: true },
  'GET /origin/statements.csv': { to: 'self', anyOffice: true },
  'GET /origin/statements/:id': record('/origin/statements/{originStatement}', undefined, { anyOffice: true, notFor: ['its broker'] }),
  'POST /origin/statements/:id/withdrawal': record('/origin/statements/{originStatement}/withdrawal', undefined, {
    notFor: ['its broker'],
  }),
  'POST /origin/supplier-declarations': self,
  'POST /origin/supplier-declarations/requests': self,
  'GET /origin/supplier-declarations': { to: 'self', anyOffice: true },
  'GET /origin/supplier-declarations/:number': supply('', undefined, { anyOffice: true }),
  'POST /origin/supplier-declarations/:number/evidence': supply('/evidence?name=mill.txt', Buffer.from('a mill certificate')),
  'GET /origin/supplier-declarations/:number/evidence/:id': supply('/evidence/{supplyEvidence}', undefined, { anyOffice: true }),
  'POST /origin/supplier-declarations/:number/declaration': supply('/declaration', SUPPLY),
  'POST /origin/supplier-declarations/:number/refusal': supply('/refusal', { reason: 'Not ours.' }),
  'POST /origin/supplier-declarations/:number/replacement': supply('/replacement', SUPPLY),
  'POST /origin/supplier-declarations/:number/withdrawal': supply('/withdrawal', { reason: 'It was wrong.' }),
  'POST /proofs': self,
  'GET /proofs': { to: 'self', anyOffice: true },
  'GET /proofs.csv': { to: 'self', anyOffice: true },
  'GET /proofs/:id': proof('/proofs/{proof}'),
  'GET /proofs/:id/form.pdf': proof('/proofs/{proof}/form.pdf', undefined, { gone: true }),
  'POST /proofs/:id/query': proof('/proofs/{proof}/query', { text: 'Which mill spun the yarn?' }),
  'POST /proofs/:id/answer': proof('/proofs/{proof}/answer', { text: 'The mill in Nam Định.' }),
  'POST /proofs/:id/issue': proof('/proofs/{proof}/issue', {}),
  'POST /proofs/:id/refusal': proof('/proofs/{proof}/refusal', { reasons: REASONS }),
  'POST /proofs/:id/review': proof('/proofs/{proof}/review', GROUNDS),
  'POST /proofs/:id/refusal/confirmation': proof('/proofs/{proof}/refusal/confirmation', { reasons: REASONS }),
  'POST /proofs/:id/withdrawal': proof('/proofs/{proof}/withdrawal'),
  'POST /proofs/:id/cancellation': proof('/proofs/{proof}/cancellation', { reason: 'The goods did not leave.' }),
  'POST /proofs/:id/copy/request': proof('/proofs/{proof}/copy/request', { reason: 'It was lost at sea.' }),
  'POST /proofs/:id/copy': proof('/proofs/{proof}/copy', {}),
  'POST /proofs/:id/copy/refusal': proof('/proofs/{proof}/copy/refusal', { reasons: REASONS }),
  'GET /proofs/:id/copy.pdf': proof('/proofs/{proof}/copy.pdf', undefined, { gone: true }),
  'POST /proofs/:id/check': proof('/proofs/{proof}/check', {}),
  'POST /proofs/:id/check/reply': proof('/proofs/{proof}/check/reply', { text: 'The books bear it out.' }),
  'POST /proofs/:id/visit': proof('/proofs/{proof}/visit', {
    exporter: 'May Sài Gòn',
    proposedOn: '2026-05-01',
    coverage: 'Shirts of one shipment.',
    officials: ['An officer'],
  }),
  'POST /proofs/:id/visit/consent': proof('/proofs/{proof}/visit/consent', { consents: true, text: 'In writing.' }),
  'POST /proofs/:id/visit/postponement': proof('/proofs/{proof}/visit/postponement', { until: '2026-05-10', text: 'A holiday.' }),
  'POST /proofs/:id/visit/report': proof('/proofs/{proof}/visit/report', { text: 'The looms were seen.' }),
  'POST /proofs/:id/determination': proof('/proofs/{proof}/determination', { originating: true, reasons: REASONS }),
  'POST /proofs/:id/determination/comments': proof('/proofs/{proof}/determination/comments', { text: 'The yarn is ours.' }),
  'POST /proofs/:id/determination/final': proof('/proofs/{proof}/determination/final', { originating: false, reasons: REASONS }),
  'POST /proofs/:id/referral': proof('/proofs/{proof}/referral', { text: 'The states disagree.' }),
  'GET /proofs/:id/record': proof('/proofs/{proof}/record'),
  'POST /proofs/:id/receipt': proof('/proofs/{proof}/receipt', { on: '2026-03-10', text: 'The postal receipt.' }),
  'POST /proofs/:id/denial/declarations': proof('/proofs/{proof}/denial/declarations', { reasons: REASONS }),
  'POST /proofs/:id/return': proof('/proofs/{proof}/return', { text: 'By courier.' }),
  'POST /proofs/:id/return/receipt': proof('/proofs/{proof}/return/receipt', { text: 'It came with all its copies.' }),
  'POST /proofs/:id/denial': proof('/proofs/{proof}/denial', { reasons: REASONS }),
  'POST /proofs/:id/clarification': proof('/proofs/{proof}/clarification', { text: 'The yarn was spun in Kandal.' }),
  'POST /proofs/:id/reinstatement': proof('/proofs/{proof}/reinstatement', { text: 'The books bear it out.' }),
  'GET /origin/rules/:code': { to: 'everybody', path: of('/origin/rules/61091010') },
  'GET /origin/coverage': everybody,
  'POST /origin/rule-sheets': everybody,
  'GET /origin/rule-sheets': everybody,
  'GET /origin/rule-sheets/:id': { to: 'everybody', path: of('/origin/rule-sheets/999999'), gone: true }, // by rule-sheets.test.ts
  'GET /origin/rule-sheets/:id/rows.csv': { to: 'everybody', path: of('/origin/rule-sheets/999999/rows.csv'), gone: true },
  'POST /origin/rule-sheets/:id/decision': { to: 'everybody', path: of('/origin/rule-sheets/999999/decision'), gone: true },
  'POST /origin/rule-sheets/:id/withdrawal': { to: 'everybody', path: of('/origin/rule-sheets/999999/withdrawal'), gone: true },
  'POST /valuations': everybody,
  'POST /assessments': everybody,
  'POST /costs': everybody,
  'POST /quotes': everybody,
  'GET /quotes/:number': { to: 'everybody', path: of('/quotes/VN-Q-none'), gone: true },
  'POST /assessments/consignments': everybody,
  'POST /assessments/lines': everybody,

  'GET /service-levels': everybody,
  'GET /service-levels.csv': everybody,
  'GET /service-levels/detail': { to: 'self' },

  'POST /manifests': self,
  'GET /manifests': self,
  'GET /manifests/:number': record('/manifests/{manifest}'),
  'PUT /manifests/:number': record('/manifests/{manifest}', { reference: 'REACH' }),
  'GET /manifests/:number/document': record('/manifests/{manifest}/document'),
  'GET /manifests/:number/documents': record('/manifests/{manifest}/documents'),
  'GET /manifests/:number/documents.csv': record('/manifests/{manifest}/documents.csv'),
  'POST /manifests/:number/arrival': record('/manifests/{manifest}/arrival', {}),
  'POST /manifests/:number/discharge': record('/manifests/{manifest}/discharge', {}),
  'POST /manifests/:number/storage': record('/manifests/{manifest}/storage', { location: 'SGN-1' }),
  'POST /manifests/:number/consolidation': record('/manifests/{manifest}/consolidation', { documents: ['A', 'B'], number: 'C' }),
  'GET /transport-documents/:id': record('/transport-documents/{cargo}'),
  'POST /transport-documents/:id/split': record('/transport-documents/{cargo}/split', { parts: [{ number: 'P', grossMassKg: '1' }] }),
  'GET /manifests/:number/screening': record('/manifests/{manifest}/screening'),
  'GET /manifests/:number/decisions': record('/manifests/{manifest}/decisions'),
  'POST /manifests/:number/decisions': record('/manifests/{manifest}/decisions', { kind: 'hold', words: 'Held for a scan.' }),
  'POST /manifests/:number/decisions/:id/answer': record('/manifests/{manifest}/decisions/1/answer', { words: 'As the invoice says.' }),
  'GET /storage-places': everybody,
  'GET /storage-places.csv': everybody,
  'GET /storage-places/:code': { to: 'everybody', path: of('/storage-places/{place}') },
  'POST /storage-places/:code/suspension': {
    to: 'everybody',
    path: of('/storage-places/{place}/suspension'),
    body: () => ({ reason: 'Cartons were found outside the fence.' }),
  },
  'GET /storage-place-proposals': everybody,
  'POST /storage-place-proposals': everybody,
  'POST /storage-place-proposals/:id/decision': {
    to: 'everybody',
    path: of('/storage-place-proposals/{placeProposal}/decision'),
    body: () => ({ decision: 'approved' }),
  },
  'GET /time-sensitive-authorisations': { to: 'self', anyOffice: true },
  'POST /time-sensitive-authorisations': self,
  'GET /time-sensitive-authorisations/:number': account('/time-sensitive-authorisations/{urgent}'),
  'POST /time-sensitive-authorisations/:number/decision': account('/time-sensitive-authorisations/{urgent}/decision', {
    decision: 'granted',
  }),
  'POST /time-sensitive-authorisations/:number/standing': account('/time-sensitive-authorisations/{urgent}/standing', {
    standing: 'suspended',
    reasons: REASONS,
  }),
  'GET /cargo-differences': self,
  'GET /cargo-differences.csv': self,
  'GET /cargo-differences/:id': record('/cargo-differences/{difference}'),
  'POST /cargo-differences/:id/explanation': record('/cargo-differences/{difference}/explanation', { words: 'Left on the quay.' }),
  'POST /cargo-differences/:id/settlement': record('/cargo-differences/{difference}/settlement', { outcome: 'accepted', reasons: REASONS }),
  'POST /manifests/:number/stock-taking': record('/manifests/{manifest}/stock-taking', { counted: [{ number: 'A', counted: {} }] }),
  'GET /unclaimed': self,
  'GET /unclaimed.csv': self,
  'POST /declarations': self,
  'GET /declarations': self,
  'POST /declarations/removals': self,
  'GET /declarations/removals': self,
  'GET /declarations/removals.csv': self,
  'GET /declarations/removals/period': { to: 'self', path: () => '/declarations/removals/period?month=2026-02' },
  'GET /declarations/:mrn': ours(),
  'GET /declarations/:mrn/document': ours(),
  'GET /declarations/:mrn/decisions/:number': record('/declarations/{mrn}/decisions/1'),
  'GET /declarations/:mrn/timeline': ours(),
  'POST /declarations/:mrn/replay': ours(),
  'POST /declarations/:mrn/amendment': ours({ localReference: 'REACH' }),
  'POST /declarations/:mrn/supplement': ours({ localReference: 'REACH' }),
  'POST /declarations/:mrn/finalisation': ours({ localReference: 'REACH' }),
  'POST /declarations/:mrn/cancellation': ours({ reason: 'not needed' }),
  'POST /declarations/:mrn/arrival': ours({}),
  'POST /declarations/:mrn/acts/:act': record('/declarations/{mrn}/acts/abandon'),
  'POST /declarations/:mrn/copy': ours(),
  'POST /declarations/:mrn/continuation': ours(),
  'POST /templates': { to: 'record', path: of('/templates'), body: () => ({ name: 'shirts', mrn: ids.mrn }) },
  'GET /templates': self,
  'POST /templates/:id/draft': hook('/templates/{template}/draft'),
  'DELETE /templates/:id': hook('/templates/{template}'),
  'POST /drafts': self,
  'GET /drafts': self,
  'GET /drafts/:id': hook('/drafts/{draft}'),
  'PATCH /drafts/:id': hook('/drafts/{draft}', {}),
  'POST /drafts/:id/lodging': hook('/drafts/{draft}/lodging'),
  'DELETE /drafts/:id': hook('/drafts/{draft}'),
  'POST /declarations/check': everybody,
  'POST /declarations/reading': everybody,

  'GET /declarations/:mrn/account': ours(),
  'POST /declarations/:mrn/payments': ours(),
  'POST /payments/:id/test-confirmation': record('/payments/{payment}/test-confirmation'),
  'GET /receipts/:number': record('/receipts/{receipt}'),
  'GET /receipts/:number/page': record('/receipts/{receipt}/page'),
  'GET /statement': self,
  'POST /declarations/:mrn/deposits': ours({ reason: 'value-open' }),
  'POST /declarations/:mrn/pledges': ours(undefined, {
    body: () => ({ reason: 'value-open', account: ids.account }),
    notFor: ['its broker'],
  }),
  'POST /declarations/:mrn/discharges': ours({ reason: 'value-open' }),
  'POST /declarations/:mrn/draws': ours({ reason: 'value-open' }),
  'POST /payouts/:id/test-confirmation': { to: 'everybody', path: of('/payouts/{payout}/test-confirmation') },
  'POST /payments/provider-callback': everybody,
  'GET /declarations/:mrn/debt': record('/declarations/{mrn}/debt'),
  'POST /declarations/:mrn/write-offs': record('/declarations/{mrn}/write-offs', { reason: 'dissolved', legalBasis: 'art. 1' }),
  'POST /declarations/:mrn/instalment-plans': record('/declarations/{mrn}/instalment-plans', {
    count: 2,
    firstOn: DAY,
    reason: 'short of cash',
  }),
  'GET /instalment-plans': everybody,
  'POST /instalment-plans/:id/decision': {
    to: 'everybody',
    path: of('/instalment-plans/{spare}/decision'),
    body: () => ({ decision: 'agreed' }),
    gone: true,
  },
  'POST /declarations/:mrn/guarantee-calls': record('/declarations/{mrn}/guarantee-calls', { account: 'VN-G-999999' }, { gone: true }),
  'POST /guarantee-calls/:id/withdrawal': { to: 'everybody', path: of('/guarantee-calls/{spare}/withdrawal'), gone: true },
  'GET /write-offs': everybody,
  'POST /write-offs/:id/decision': {
    to: 'everybody',
    path: of('/write-offs/{spare}/decision'),
    body: () => ({ decision: 'approved' }),
    gone: true,
  },
  'GET /ledger/days': everybody,
  'GET /ledger/days/:day': { to: 'everybody', path: () => '/ledger/days/2026-01-01', gone: true },
  'GET /ledger/days/:day/csv': { to: 'everybody', path: () => '/ledger/days/2026-01-01/csv', gone: true },
  'POST /ledger/days': everybody,
  'POST /ledger/verification': everybody,
  'GET /bank/treasury': everybody,
  'PUT /bank/treasury': everybody,
  'GET /payee-account': { to: 'self', gone: true },
  'PUT /payee-account': self,
  'POST /bank/files': everybody,
  'GET /bank/files': everybody,
  'GET /bank/files/:id': { to: 'everybody', path: of('/bank/files/{spare}'), gone: true },
  'GET /bank/entries': everybody,
  'GET /bank/entries/csv': everybody,
  'POST /bank/entries/:id/assignment': {
    to: 'everybody',
    path: of('/bank/entries/{spare}/assignment'),
    body: () => ({ reference: 'nothing', note: 'nobody knows' }),
    gone: true,
  },
  'POST /bank/entries/:id/settlement': {
    to: 'everybody',
    path: of('/bank/entries/{spare}/settlement'),
    body: () => ({ note: 'nobody knows' }),
    gone: true,
  },
  'POST /bank/entries/:id/sending-back': {
    to: 'everybody',
    path: of('/bank/entries/{spare}/sending-back'),
    body: () => ({ note: 'nobody knows' }),
    gone: true,
  },
  'GET /bank/sendings-back': everybody,
  'POST /bank/sendings-back/:id/decision': {
    to: 'everybody',
    path: of('/bank/sendings-back/{spare}/decision'),
    body: () => ({ decision: 'approved' }),
    gone: true,
  },
  'POST /bank/orders': everybody,
  'GET /bank/orders': everybody,
  'GET /bank/orders/:id/xml': { to: 'everybody', path: of('/bank/orders/{spare}/xml'), gone: true },
  'POST /reconciliations': everybody,
  'GET /reconciliations': everybody,
  'GET /reconciliations/:id': { to: 'everybody', path: of('/reconciliations/{spare}'), gone: true },
  'POST /reconciliation-cases/:id/settlement': {
    to: 'everybody',
    path: of('/reconciliation-cases/{spare}/settlement'),
    body: () => ({ outcome: 'noted', note: 'nobody knows' }),
    gone: true,
  },
  'GET /debt-position': { to: 'self', anyOffice: true },
  'GET /debtor-accounts': { to: 'self', anyOffice: true },
  'GET /debtor-accounts/:number': account('/debtor-accounts/{account}'),
  'GET /debtor-accounts/:number/interest': account('/debtor-accounts/{account}/interest'),
  'GET /debtor-accounts/:number/statements': account('/debtor-accounts/{account}/statements'),
  'GET /debtor-accounts/:number/statements/:month': account('/debtor-accounts/{account}/statements/2026-03'),
  'GET /debtor-accounts/:number/statements/:month/page': account('/debtor-accounts/{account}/statements/2026-03/page'),
  'POST /debtor-accounts': everybody,
  'POST /debtor-accounts/:number/decision': { to: 'everybody', path: of('/debtor-accounts/{account}/decision') },
  'POST /debtor-accounts/:number/standing': account('/debtor-accounts/{account}/standing', { standing: false }),
  'POST /debtor-accounts/:number/payments': account('/debtor-accounts/{account}/payments'),
  'GET /debtor-accounts/:number/prolongations': account('/debtor-accounts/{account}/prolongations'),
  'POST /debtor-accounts/:number/prolongations': account('/debtor-accounts/{account}/prolongations', {
    until: '2030-01-01',
    guarantorReference: 'B-1/2',
    reason: 'the season is longer',
  }),
  'POST /debtor-accounts/:number/prolongations/:id/decision': {
    to: 'everybody',
    path: of('/debtor-accounts/{account}/prolongations/{spare}/decision'),
    body: () => ({ outcome: 'refused', reasons: [{ text: 'nobody asked', legalBasis: 'none' }] }),
    gone: true,
  },
  'GET /refunds': { to: 'self', anyOffice: true },
  'GET /refunds/:id': account('/refunds/{refund}'),
  'POST /declarations/:mrn/refunds': record('/declarations/{cancelled}/refunds', { reason: 'paid and cancelled' }),
  'POST /refunds/:id/decision': account('/refunds/{refund}/decision', { decision: 'approved' }),
  'POST /payouts/:id/repetition': { to: 'everybody', path: of('/payouts/{payout}/repetition') },
  'POST /declarations/:mrn/deferrals': ours(undefined, { body: () => ({ account: ids.account }), notFor: ['its broker'] }),

  'POST /regime-authorisations': self,
  'GET /regime-authorisations': { to: 'self', anyOffice: true },
  'GET /regime-authorisations/:number': regime('/regime-authorisations/{authorisation}'),
  'POST /regime-authorisations/:number/decision': regime('/regime-authorisations/{authorisation}/decision', { decision: 'approved' }),
  'POST /regime-authorisations/:number/standing': regime('/regime-authorisations/{authorisation}/standing', { standing: 'granted' }),
  'GET /regime-authorisations/:number/ledger': regime('/regime-authorisations/{authorisation}/ledger'),
  'GET /regime-authorisations/:number/ledger.csv': regime('/regime-authorisations/{authorisation}/ledger.csv'),
  'GET /regime-authorisations/:number/ledger/page': regime('/regime-authorisations/{authorisation}/ledger/page'),
  'POST /regime-authorisations/:number/stock-takes': {
    ...regime('/regime-authorisations/{authorisation}/stock-takes'),
    body: () => ({ takenOn: DAY, counted: [{ lot: ids.lot, quantity: '4000' }] }),
  },
  'POST /regime-authorisations/:number/reconciliations': regime('/regime-authorisations/{authorisation}/reconciliations', {
    from: '2026-04-01',
    to: '2026-03-01',
  }),
  'GET /regime-authorisations/:number/reconciliations': regime('/regime-authorisations/{authorisation}/reconciliations'),
  'GET /regime-authorisations/:number/reconciliations/:id': regime('/regime-authorisations/{authorisation}/reconciliations/{reconciled}'),
  'GET /regime-authorisations/:number/reconciliations/:id/csv': regime(
    '/regime-authorisations/{authorisation}/reconciliations/{reconciled}/csv',
  ),
  'GET /regime-authorisations/:number/reconciliations/:id/page': regime(
    '/regime-authorisations/{authorisation}/reconciliations/{reconciled}/page',
  ),
  'POST /drawback-claims': {
    ...regime('/drawback-claims'),
    body: () => ({ authorisation: ids.authorisation, exportMrn: ids.mrn, imports: [ids.mrn] }),
  },
  'GET /drawback-claims': { to: 'self', anyOffice: true },
  'GET /drawback-claims/:id': regime('/drawback-claims/{drawback}'),
  'POST /drawback-claims/:id/decision': regime('/drawback-claims/{drawback}/decision', { decision: 'refused' }),
  'GET /regime-lots': { to: 'self', anyOffice: true },
  'GET /regime-lots/:id': regime('/regime-lots/{lot}'),
  'POST /regime-lots/:id/notices': regime('/regime-lots/{lot}/notices', { kind: 'loss', quantity: '1', reason: 'a fire in bay 3' }),
  'POST /regime-lots/:id/transfers': regime('/regime-lots/{lot}/transfers', { quantity: '1', place: 'WH-2' }),
  'POST /regime-lots/:id/extensions': regime('/regime-lots/{lot}/extensions', { until: '2028-01-01', reason: 'the season was slow' }),
  'POST /regime-movements/:id/acceptance': regime('/regime-movements/{offered}/acceptance', { decision: 'refused' }),
  'GET /regime-cases': { to: 'self', anyOffice: true },
  'POST /regime-cases/:id/decision': regime('/regime-cases/{loss}/decision', { outcome: 'accepted' }),

  'GET /cases': self,
  'GET /cases/counts': self,
  'GET /cases/:mrn': ours(),
  'POST /cases/:mrn/assignment': ours(),
  'DELETE /cases/:mrn/assignment': ours(),
  'POST /declarations/:mrn/controls/:id/outcome': record('/declarations/{mrn}/controls/document-check/outcome', { outcome: 'minor' }),
  'POST /declarations/:mrn/overrides': ours(OVERRIDE),
  'POST /overrides/:id/approval': { to: 'everybody', path: of('/overrides/{override}/approval'), body: () => NOT_SO },
  'GET /overrides': self,
  'GET /overrides/counts': self,
  'GET /overrides.csv': self,
  'GET /operators/:traderId/tiers': { to: 'everybody', path: of('/operators/TRADER-VN/tiers') },
  'POST /operators/:traderId/tiers': { to: 'everybody', path: of('/operators/NOBODY/tiers') },
  'POST /operators/:traderId/tiers/:id/approval': { to: 'everybody', path: of('/operators/NOBODY/tiers/1/approval'), gone: true },
  'POST /operators/:traderId/tiers/:id/suspension': { to: 'everybody', path: of('/operators/NOBODY/tiers/1/suspension'), gone: true },
  'GET /risk/register': everybody,
  'POST /risk/register': everybody,
  'POST /risk/register/:id/approval': {
    to: 'everybody',
    path: of('/risk/register/{entry}/approval'),
    body: () => ({ decision: 'approved' }),
  },
  'POST /risk/register/:id/ending': { to: 'everybody', path: of('/risk/register/{entry}/ending'), body: () => ENDING },
  'POST /risk/register/:id/ending/approval': { to: 'everybody', path: of('/risk/register/{entry}/ending/approval') },
  'POST /risk/register/:id/shares': {
    to: 'everybody',
    path: of('/risk/register/{entry}/shares'),
    body: () => ({ states: ['KH'], reason: 'value' }),
  },
  'GET /risk/shares': everybody,
  'POST /risk/shares/:id/withdrawal': {
    to: 'everybody',
    path: of('/risk/shares/00000000-0000-4000-8000-000000000000/withdrawal'),
    body: () => ({ reason: 'No longer so.' }),
    gone: true,
  },
  'GET /risk/profile-offers': everybody,
  'GET /risk/offered-profiles': everybody,
  'POST /risk/profiles/:id/versions/:version/offers': {
    to: 'everybody',
    path: of('/risk/profiles/nothing/versions/1/offers'),
    body: () => ({ states: ['KH'] }),
    gone: true,
  },
  'POST /risk/profile-offers/:id/withdrawal': {
    to: 'everybody',
    path: of('/risk/profile-offers/00000000-0000-4000-8000-000000000000/withdrawal'),
    body: () => ({ reason: 'It finds nothing.' }),
    gone: true,
  },
  'POST /risk/offered-profiles/:from/:id/draft': {
    to: 'everybody',
    path: of('/risk/offered-profiles/KH/00000000-0000-4000-8000-000000000000/draft'),
    body: () => ({ id: 'offered', owner: 'Risk unit', validFrom: '2026-03-11', validTo: '2026-06-01' }),
    gone: true,
  },
  'POST /risk/offered-profiles/:from/:id/refusal': {
    to: 'everybody',
    path: of('/risk/offered-profiles/KH/00000000-0000-4000-8000-000000000000/refusal'),
    body: () => ({ reason: 'We have one.' }),
    gone: true,
  },
  'GET /risk/shared-indicators': everybody,
  'POST /risk/shared-indicators/:from/:id/decision': {
    to: 'everybody',
    path: of('/risk/shared-indicators/KH/00000000-0000-4000-8000-000000000000/decision'),
    body: () => ({ decision: 'in-use' }),
    gone: true,
  },
  'GET /risk/profiles': everybody,
  'POST /risk/profiles': everybody,
  'GET /risk/profiles/:id/versions/:version/diff': { to: 'everybody', path: of('/risk/profiles/nothing/versions/1/diff'), gone: true },
  'POST /risk/profiles/:id/versions/:version/approval': {
    to: 'everybody',
    path: of('/risk/profiles/nothing/versions/1/approval'),
    gone: true,
  },
  'POST /risk/profiles/:id/versions/:version/retirement': {
    to: 'everybody',
    path: of('/risk/profiles/nothing/versions/1/retirement'),
    gone: true,
  },
  'POST /risk/expression-trials': {
    to: 'everybody',
    path: of('/risk/expression-trials'),
    body: () => ({ expression: 'declaration.items > 1' }),
  },
  'POST /risk/back-tests': { to: 'everybody', path: of('/risk/back-tests'), body: () => ({ expression: 'declaration.items > 1' }) },
  'POST /risk/profiles/:id/versions/:version/back-test': {
    to: 'everybody',
    path: of('/risk/profiles/nothing/versions/1/back-test'),
    body: () => ({}),
    gone: true,
  },
  'GET /risk/profiles/:id/versions/:version/back-test': {
    to: 'everybody',
    path: of('/risk/profiles/nothing/versions/1/back-test'),
    gone: true,
  },
  'GET /risk/price-alarms': self,
  'GET /risk/price-alarms.csv': self,
  'GET /risk/fairness': everybody,
  'GET /risk/drift': everybody,
  'PUT /risk/capacities/:office': {
    to: 'everybody',
    path: of('/risk/capacities/NOWHERE'),
    body: () => ({ inspections: 1, exploration: '0.1' }),
  },
  'GET /risk/capacities/:office': { to: 'self', path: () => `/risk/capacities/${world.office}` },
  'GET /risk/worklist': self,
  'POST /risk/worklist/:mrn/control': ours({ control: 'document-check' }),
  'GET /risk/audit-candidates': self,
  'GET /risk/audit-candidates.csv': self,
  'GET /risk/models': self,
  'POST /risk/models': { to: 'everybody', path: of('/risk/models'), body: () => ({}) },
  'POST /risk/models/:version/activation': { to: 'everybody', path: of('/risk/models/999/activation'), gone: true },
  'POST /risk/models/roll-back': { to: 'everybody', path: of('/risk/models/roll-back') },
  'POST /risk/past': { to: 'everybody', path: of('/risk/past'), body: () => ({ items: [] }) },
  'GET /risk/lift': self,
  'GET /risk/lift.csv': self,
  'GET /risk/random-control/:day': { to: 'everybody', path: of(`/risk/random-control/${DAY}`) },

  'GET /declarations/:mrn/documents': ours(),
  'POST /declarations/:mrn/documents': record('/declarations/{mrn}/documents?name=list.txt', Buffer.from('a packing list')),
  'GET /declarations/:mrn/documents/:id/content': record('/declarations/{mrn}/documents/{document}/content'),
  'GET /declarations/:mrn/document-requests': ours(),
  'POST /declarations/:mrn/document-requests': ours(ASKED),
  'POST /declarations/:mrn/document-requests/:request/documents/:number/answer': record(
    '/declarations/{mrn}/document-requests/1/documents/1/answer',
    { cannotBeHad: 'the seller gave none' },
  ),
  'POST /declarations/:mrn/document-requests/:request/documents/:number/verdict': record(
    '/declarations/{mrn}/document-requests/1/documents/1/verdict',
    { verdict: 'accepted' },
    { gone: true },
  ),
  'POST /declarations/:mrn/document-requests/:request/withdrawal': record('/declarations/{mrn}/document-requests/1/withdrawal', undefined, {
    gone: true,
  }),
  'GET /action-needed': self,
  'GET /declarations/:mrn/messages': ours(),
  'POST /declarations/:mrn/messages': ours({ text: 'Where are the goods?' }),
  'POST /declarations/:mrn/messages/read': ours({ upTo: 1 }),

  'GET /declarations/:mrn/release-note': record('/declarations/{released}/release-note'),
  'GET /declarations/:mrn/release-note/page': record('/declarations/{released}/release-note/page'),
  'GET /release-notes/:code': { to: 'everybody', path: of('/release-notes/{note}') },
  'POST /declarations/:mrn/refusal': ours({ reasons: REASONS }),
  'GET /preferences': self,
  'GET /declarations/:mrn/preferences': ours(),
  'POST /declarations/:mrn/preferences/security': ours({ items: [1] }),
  'POST /declarations/:mrn/preferences/claims': ours({ claims: [{ sequence: 1, preference: { agreement: 'atiga' } }] }),
  'POST /declarations/:mrn/preferences/settlement': ours({ outcome: 'granted', items: [{ sequence: 1 }] }),
  'GET /declarations/:mrn/value-questions': ours(),
  'POST /declarations/:mrn/value-questions': ours(VALUE_QUESTION),
  'POST /declarations/:mrn/value-questions/answers': ours({
    words: 'The contract is attached.',
  }),
  'POST /declarations/:mrn/value-questions/security': ours(),
  'POST /declarations/:mrn/value-questions/settlement': ours({ outcome: 'accepted' }),
  'GET /declarations/:mrn/price-adjustments': ours(),
  'POST /declarations/:mrn/price-adjustments': ours({
    items: [{ sequence: 1, price: { amount: '1', currency: 'VND' } }],
    reason: 'The year-end adjustment between the parties.',
  }),
  'GET /declarations/:mrn/notices': ours(),
  'POST /declarations/:mrn/adverse-decisions': ours({ kind: 'hold', reasons: REASONS }),
  'POST /adverse-decisions/:number/revocation': record('/adverse-decisions/{contested}/revocation', { reasons: REASONS }),
  'POST /declarations/:mrn/seizures': ours({ description: 'Cartons', place: 'Yard', reasons: REASONS }),
  'POST /declarations/:mrn/hearings': ours({ finding: { kind: 'denial-of-preference', items: [1], reasons: REASONS } }),
  'GET /declarations/:mrn/hearings': ours(),
  'POST /declarations/:mrn/hearings/:id/answer': record(
    '/declarations/{mrn}/hearings/1/answer',
    { words: 'It is as declared.' },
    { gone: true },
  ),
  'POST /declarations/:mrn/hearings/:id/decision': record(
    '/declarations/{mrn}/hearings/1/decision',
    { outcome: 'dropped' },
    { gone: true },
  ),
  'POST /declarations/:mrn/correction': ours({}),
  'POST /declarations/:mrn/abandonment': ours({ waiver: 'We leave these goods to the state.' }),
  'POST /disposal-batches': everybody,
  'GET /disposal-batches': self,
  'GET /disposal-list': everybody,
  'GET /disposal-batches/:id': { to: 'everybody', path: of('/disposal-batches/1'), gone: true },
  'POST /disposal-batches/:id/publication': { to: 'everybody', path: of('/disposal-batches/1/publication'), gone: true },
  'POST /disposal-batches/:id/lines/:number/objection': { to: 'everybody', path: of('/disposal-batches/1/lines/1/objection'), gone: true },
  'POST /disposal-batches/:id/lines/:number/withdrawal': {
    to: 'everybody',
    path: of('/disposal-batches/1/lines/1/withdrawal'),
    body: () => ({ ground: 'claimed', words: 'The owner came.' }),
    gone: true,
  },
  'POST /disposal-batches/:id/approval': { to: 'everybody', path: of('/disposal-batches/1/approval'), gone: true },
  'POST /disposal-batches/:id/certificate': { to: 'everybody', path: of('/disposal-batches/1/certificate'), gone: true },
  'GET /disposal-batches/:id/certificate': { to: 'everybody', path: of('/disposal-batches/1/certificate'), gone: true },
  'GET /seizures': self,
  'GET /seizures/:number': record('/seizures/{seizure}'),
  'POST /seizures/:number/handovers': record('/seizures/{seizure}/handovers', { holder: 'Store', place: 'Store 2' }),
  'POST /seizures/:number/receipt': record('/seizures/{seizure}/receipt'),
  'POST /seizures/:number/forfeiture': record('/seizures/{seizure}/forfeiture', { reasons: REASONS }),
  'GET /adverse-decisions': self,
  'GET /adverse-decisions.csv': self,
  'GET /adverse-decisions/:number': record('/adverse-decisions/{contested}'),
  'GET /adverse-decisions/:number/letter': record('/adverse-decisions/{contested}/letter'),
  'POST /adverse-decisions/:number/review-request': record('/adverse-decisions/{contested}/review-request', GROUNDS),
  'POST /adverse-decisions/:number/appeal': record('/adverse-decisions/{contested}/appeal', GROUNDS),
  'POST /adverse-decisions/:number/withdrawal': record('/adverse-decisions/{contested}/withdrawal'),
  'POST /adverse-decisions/:number/protest': record('/adverse-decisions/{contested}/protest'),
  'POST /adverse-decisions/:number/security': record('/adverse-decisions/{contested}/security'),
  'POST /adverse-decisions/:number/lifting': record('/adverse-decisions/{contested}/lifting'),
  'POST /adverse-decisions/:number/review-outcome': record('/adverse-decisions/{contested}/review-outcome', OUTCOME),
  'POST /adverse-decisions/:number/appeal-outcome': record('/adverse-decisions/{contested}/appeal-outcome', OUTCOME),

  'GET /sandbox/clock': everybody,
  'PUT /sandbox/clock': everybody,
  'POST /sandbox/declarations/:mrn/controls': ours({ outcome: 'minor' }),
}

/** What takes a record away comes after everything else that is done to it. */
const isLast = ({ method }: RouteEntry) => Number(method === 'DELETE')
const routes = listRoutes(world.node.http)
  .filter(route => route.method !== 'HEAD')
  .sort((a, b) => isLast(a) - isLast(b))
const nameOf = ({ method, path }: RouteEntry) => `${method} ${path.replace(/^\/vn(\/api\/v1)?/, '')}`
const named = routes.map(route => ({ ...route, name: nameOf(route), reach: REACH[nameOf(route)] }))
const callers = Object.entries(CALLERS).map(([name, caller]) => ({ name: name as CallerName, ...caller }))
const pairs = named.flatMap(route => callers.map(caller => ({ route, caller, title: `${caller.name}: ${route.name}` })))
const mayCall = ({ route, caller }: (typeof pairs)[number]) => route.who.includes(caller.role) || route.who.includes('public')

/** Whether the records of this test are not the caller's, nor the caller's office's. */
const isOutside = ({ route, caller }: (typeof pairs)[number]) =>
  caller.stands === 'outside' && !(caller.role === 'officer' && route.reach?.anyOffice === true)

/** Something of ours, to be found in no answer to others. */
let marks: readonly string[] = []

beforeAll(async () => {
  const { must, lodge } = world
  ids.mrn = (await lodge('REACH', 'lane=yellow')).mrn
  ids.released = (await lodge('REACH-OUT', 'lane=green')).mrn
  const payment = await must('the trader', 'POST', `/declarations/${ids.released}/payments`)
  await must('the trader', 'POST', `/payments/${payment.id}/test-confirmation`)
  ids.payment = payment.id ?? ''
  const [receipt] = await world.db.query<{ number: string }>('SELECT number FROM receipt')
  ids.receipt = receipt?.number ?? ''
  const note = await must<{ verifyAt: string }>('the trader', 'GET', `/declarations/${ids.released}/release-note`)
  ids.note = note.verifyAt.split('/').at(-1) ?? ''
  const statement = await must('the trader', 'POST', '/origin/statements', {
    trader: 'TRADER-VN',
    name: 'shirts',
    question: SHIRT_QUESTION,
  })
  ids.originStatement = statement.id ?? ''
  const supplied = await must<{ number: string }>('the trader', 'POST', '/origin/supplier-declarations', {
    trader: 'TRADER-VN',
    supplier: { name: 'Dong Nai Cotton', country: 'VN' },
    statement: SUPPLY,
  })
  ids.supplierDeclaration = supplied.number
  const paper = await must(
    'the trader',
    'POST',
    `/origin/supplier-declarations/${supplied.number}/evidence?name=mill.txt`,
    Buffer.from('mill'),
  )
  ids.supplyEvidence = paper.id ?? ''
  ids.proof = (await must('the trader', 'POST', '/proofs', { form: FORM_D })).id ?? ''
  await certify()
  ids.draft = (await must('its broker', 'POST', '/drafts', { localReference: 'REACH-DRAFT' })).id ?? ''
  const hooked = await must('its broker', 'POST', '/webhooks', { url: 'http://127.0.0.1:9/never', description: 'ours' })
  ids.webhook = hooked.id ?? ''
  await must('its broker', 'POST', `/webhooks/${ids.webhook}/ping`)
  const [delivery] = await world.db.query<{ id: string }>('SELECT id FROM webhook_delivery')
  ids.delivery = delivery?.id ?? ''
  const standIn = await must('the administrator', 'POST', '/accounts', {
    email: 'stand-in@other.example',
    name: 'Stand-in',
    assignment: { role: 'officer', office: world.office },
  })
  const handed = { to: standIn.id, cases: true, validFrom: DAY, validTo: '2026-03-12', reason: 'A day away.' }
  ids.delegation = (await must('an officer of the office', 'POST', '/delegations', handed)).id ?? ''
  const mandates = await must<{ items: readonly { id: string }[] }>('the trader', 'GET', '/mandates')
  ids.mandate = mandates.items[0]?.id ?? ''
  const spare = await must('the administrator', 'POST', '/accounts', {
    email: 'spare@other.example',
    name: 'Spare',
    assignment: { role: 'officer', office: world.otherOffice },
  })
  ids.spare = spare.id ?? ''
  ids.spareKey = (await must('the administrator', 'POST', `/accounts/${ids.spare}/api-keys`, { name: 'spare' })).id ?? ''
  const versions = await must<{ items: readonly { id: string }[] }>('the administrator', 'GET', '/tariff/versions')
  ids.tariff = versions.items[0]?.id ?? ''
  const opened = await must('the administrator', 'POST', '/debtor-accounts', {
    kind: 'deferred-payment',
    trader: 'TRADER-VN',
    limit: '1000000',
    term: { kind: 'days', days: 30 },
    validFrom: DAY,
  })
  ids.account = opened.number ?? ''
  ids.cancelled = await cancelPaid('REACH-BACK')
  ids.refund = (await must('the trader', 'POST', `/declarations/${ids.cancelled}/refunds`, { reason: 'paid and cancelled' })).id ?? ''
  const repaid = await must('the trader', 'POST', `/declarations/${await cancelPaid('REACH-REPAID')}/refunds`, {
    reason: 'paid and cancelled',
  })
  const match = { 'if-match': `"${repaid.revision}"` }
  const decided = await must('the supervisor', 'POST', `/refunds/${repaid.id}/decision`, { decision: 'approved' }, match)
  ids.payout = decided.payout ?? ''
  const contested = await lodge('REACH-CONTESTED', 'lane=yellow')
  const questioned = await must(
    'an officer of the office',
    'POST',
    `/declarations/${contested.mrn}/adverse-decisions`,
    { kind: 'hold', reasons: REASONS },
    { 'if-match': `"${contested.revision}"` },
  )
  ids.contested = questioned.number ?? ''
  const taken = await lodge('REACH-SEIZED', 'lane=yellow')
  const seized = await must(
    'the supervisor',
    'POST',
    `/declarations/${taken.mrn}/seizures`,
    { description: 'Cartons', place: 'Yard', reasons: REASONS },
    { 'if-match': `"${taken.revision}"` },
  )
  ids.seizure = seized.number ?? ''
  const document = await must('its broker', 'POST', `/declarations/${ids.mrn}/documents?name=invoice.txt`, Buffer.from('an invoice'))
  ids.document = document.id ?? ''
  await must('an officer of the office', 'POST', `/declarations/${ids.mrn}/document-requests`, ASKED)
  const wish = await must('an officer of the office', 'POST', `/declarations/${ids.mrn}/overrides`, WISH)
  ids.override = wish.id ?? ''
  await must('the supervisor', 'PUT', `/risk/capacities/${world.office}`, { inspections: 5, exploration: '0.1' })
  const entry = await must('an officer of the office', 'POST', '/risk/register', {
    register: 'party',
    text: 'Nobody and Sons',
    source: 'a finding of this test',
    owner: 'Risk unit',
    validFrom: DAY,
    validTo: '2027-01-01',
  })
  ids.entry = entry.id ?? ''
  const restricted = await must('the supervisor', 'POST', '/operators/NOBODY/restrictions', {
    restriction: 'suspended',
    validFrom: DAY,
    reason: 'Books were not kept for two years.',
  })
  ids.restriction = restricted.id ?? ''
  await must('the trader', 'POST', `/declarations/${ids.mrn}/messages`, { text: 'The cartons are marked.' })
  ids.template = (await must('its broker', 'POST', '/templates', { name: 'ours', mrn: ids.mrn })).id ?? ''
  const manifest = await must('the carrier', 'POST', '/manifests', {
    reference: 'REACH',
    office: world.office,
    mode: '3',
    means: { id: '51C-123.45' },
    unloadingPlace: 'VNSGN',
    arrivalOn: DAY,
    transportDocuments: [
      {
        number: 'REACH-CMR',
        kind: 'master',
        consignee: { id: 'TRADER-VN', name: 'May' },
        description: 'Shirts',
        packages: 2,
        grossMassKg: '20',
      },
    ],
  })
  ids.manifest = manifest.number ?? ''
  const [cargo] = await world.db.query<{ id: string }>('SELECT id FROM transport_document')
  ids.cargo = cargo?.id ?? ''
  const [difference] = await world.db.query<{ id: string }>(
    `INSERT INTO cargo_difference (manifest, document, kind, packages, mass_kg, open_packages, open_kg, opened_on, opened_by)
     VALUES ($1, $2, 'shortage', 1, 10, 1, 10, $3, 'somebody') RETURNING id`,
    [ids.manifest, ids.cargo, DAY],
  )
  ids.difference = difference?.id ?? ''
  const urgent = await must('the trader', 'POST', '/time-sensitive-authorisations', {
    kinds: ['perishable'],
    purpose: 'Fish on Fridays.',
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
  })
  ids.urgent = urgent.number ?? ''
  ids.authorisation = await authorise('the trader')
  ids.lot = await store('the trader', 'TRADER-VN', ids.authorisation)
  await must('the trader', 'POST', `/regime-lots/${ids.lot}/notices`, { kind: 'loss', quantity: '1', reason: 'a fire in bay 3' })
  const cases = await must<{ items: readonly { id: string }[] }>('the trader', 'GET', '/regime-cases')
  ids.loss = cases.items[0]?.id ?? ''
  const { id: reconciled = '' } = await must('the trader', 'POST', `/regime-authorisations/${ids.authorisation}/reconciliations`, {
    from: '2026-01-01',
    to: '2026-01-31',
  })
  ids.reconciled = reconciled
  const [claim] = await world.db.query<{ id: string }>(
    `INSERT INTO drawback_claim (authorisation, holder, export_mrn, currency, minor, body, claimed_by, claimed_at)
     VALUES ($1, 'TRADER-VN', $2, 'VND', 1, '{"lines":[],"withheldPercent":"0","lawRow":"x","legalRef":"x"}', 'somebody', now()) RETURNING id`,
    [ids.authorisation, ids.released],
  )
  ids.drawback = claim?.id ?? ''
  const theirs = await store('another trader', 'OTHER-TRADER', await authorise('another trader'))
  const offer = { quantity: '1', authorisation: await authorise('the trader') }
  const offered = await must<{ movements: readonly { id: string }[] }>('another trader', 'POST', `/regime-lots/${theirs}/transfers`, offer)
  ids.offered = offered.movements[0]?.id ?? ''
  ids.place = 'SGN-CFS-9'
  const put = await proposePlace(ids.place)
  await must('the supervisor', 'POST', `/storage-place-proposals/${put}/decision`, { decision: 'approved' })
  ids.placeProposal = await proposePlace('SGN-CFS-8')
  const ours = [ids.manifest, ids.authorisation, ids.lot, ids.mrn, ids.released, ids.draft, ids.webhook, ids.receipt, ids.account]
  marks = [...ours, ids.contested, ids.seizure, 'TRADER-VN', 'BROKER-VN']
  await must('the supervisor', 'POST', '/log/verification')
}, 60_000)

/** A storage place, proposed by an officer and waiting for a supervisor. */
async function proposePlace(code: string): Promise<string> {
  const { id = '' } = await world.must('an officer of the office', 'POST', '/storage-place-proposals', {
    code,
    name: 'Kho 9',
    operator: 'TRADER-VN',
    office: world.office,
    uses: ['temporary-storage'],
    kinds: ['general'],
    validFrom: DAY,
    reason: 'The yard was inspected.',
  })
  return id
}

/** A declaration that was paid for and is cancelled: its money goes back. */
async function cancelPaid(localReference: string): Promise<string> {
  const { must, lodge } = world
  const { mrn } = await lodge(localReference, 'lane=yellow')
  const paid = await must('the trader', 'POST', `/declarations/${mrn}/payments`)
  await must('the trader', 'POST', `/payments/${paid.id}/test-confirmation`)
  const { revision } = await must<{ revision: number }>('the trader', 'GET', `/declarations/${mrn}`)
  const match = { 'if-match': `"${revision}"` }
  await must('its broker', 'POST', `/declarations/${mrn}/cancellation`, { reason: 'the goods stay' }, match)
  return mrn
}

/** A warehouse's authorisation, granted by two of customs; and goods that stand there. */
async function authorise(holder: CallerName): Promise<string> {
  const { number = '' } = await world.must(holder, 'POST', '/regime-authorisations', {
    regime: 'warehouse',
    places: [
      { id: 'WH-1', name: 'Kho 1' },
      { id: 'WH-2', name: 'Kho 2' },
    ],
    purpose: 'Goods of our own trade.',
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
  })
  const granting = `/regime-authorisations/${number}/decision`
  await world.must('an officer of the office', 'POST', granting, { decision: 'approved' })
  await world.must('the supervisor', 'POST', granting, { decision: 'approved' })
  return number
}

async function store(holder: CallerName, traderId: string, authorisation: string): Promise<string> {
  const goods = shirts(`REACH-STORE-${traderId}`, {
    office: world.office,
    type: 'IM7',
    importer: { id: traderId, name: 'Kho' },
    declarant: { id: traderId },
    authorisation,
    warehouse: { id: 'WH-1' },
    additionalInformation: [{ code: 'SANDBOX', text: 'lane=green' }],
  })
  const { mrn = '' } = await world.must(holder, 'POST', '/declarations', goods)
  const deposit = await world.must(holder, 'POST', `/declarations/${mrn}/deposits`, { reason: 'suspension' })
  await world.must(holder, 'POST', `/payments/${deposit.id}/test-confirmation`)
  const lots = await world.must<{ items: readonly { id: string }[] }>(holder, 'GET', '/regime-lots')
  return lots.items[0]?.id ?? ''
}

/** An exporter that is certified, and a declaration it made out. */
async function certify(): Promise<void> {
  const { must } = world
  const exporter = {
    name: 'May Sài Gòn',
    address: '12 Lê Lợi, Hồ Chí Minh',
    activity: 'producer',
    products: [{ code: '610910', description: 'cotton T-shirts' }],
    signatories: [{ name: 'Nguyễn Thị Lan', specimen: { mediaType: 'image/png', base64: 'iVBORw0KGgoAAAANSUhEUgAA' } }],
    undertakes: true,
  }
  const applied = await must('the trader', 'POST', '/exporter-applications', { trader: 'TRADER-VN', exporter })
  const findings = Object.fromEntries(CERTIFICATION_CONDITIONS.map(each => [each, 'met']))
  await must('an officer of the office', 'POST', `/exporter-applications/${applied.id}/examination`, { findings })
  const decision = { decision: 'granted', validFrom: DAY }
  const { code = '' } = await must('the supervisor', 'POST', `/exporter-applications/${applied.id}/decision`, decision)
  const made = await must('the trader', 'POST', '/origin-declarations', {
    authorisation: code,
    country: 'VN',
    document: { number: 'INV-REACH', issuedOn: DAY },
    products: [{ name: 'T-shirts', code: '610910', criterion: 'CTH', quantity: { value: '4000', unit: 'C62' } }],
    signatory: 'Nguyễn Thị Lan',
  })
  ids.exporterApplication = applied.id ?? ''
  ids.exporter = encodeURIComponent(code)
  ids.originDeclaration = made.number ?? ''
}

describe('the table', () => {
  test('names every route', () => {
    expect(named.filter(route => route.reach === undefined).map(route => route.name)).toEqual([])
  })

  test('names no route that is not there', () => {
    const there = new Set(named.map(route => route.name))
    expect(Object.keys(REACH).filter(name => !there.has(name))).toEqual([])
  })

  test('leaves no id in a path without a record behind it', () => {
    const open = Object.entries(REACH).filter(
      ([name, { to, path }]) => name.replace(':mrn', '').includes(':') && to !== 'person' && path === undefined,
    )
    expect(open.map(([name]) => name)).toEqual([])
  })
})

function pathOf({ path, reach }: (typeof named)[number]): string {
  return reach?.path?.() ?? path.replace(':mrn', ids.mrn ?? 'missing')
}

async function call({ route, caller }: (typeof pairs)[number]) {
  const path = pathOf(route)
  expect(path).not.toContain('missing')
  return await world.ask(caller.name, route.method, path, route.reach?.body?.())
}

const REFUSED = [401, 403, 404]

/** What one asks without being signed in as a person, and is answered: how to sign in, back to the page after it, and that one is signed out. */
const BEGINS = new Set(['POST /api/auth/sign-out', 'GET /api/auth/sign-in/passkey', 'GET /api/auth/callback/provider'])

describe.each(pairs.filter(pair => pair.route.reach !== undefined && !pair.route.reach.streams))('$title', pair => {
  const { route, caller } = pair
  const { to, gone } = route.reach ?? everybody

  if (!mayCall(pair)) {
    test('is closed', async () => {
      expect((await call(pair)).status).toBe(caller.role === 'public' ? 401 : 403)
    })
  } else if (to === 'record' && (isOutside(pair) || route.reach?.notFor?.includes(caller.name))) {
    test('is not there', async () => {
      const { status, text } = await call(pair)
      expect(status).toBe(404)
      const said = `${pathOf(route)} ${JSON.stringify(route.reach?.body?.())}`
      for (const mark of marks.filter(each => !said.includes(each))) expect(text).not.toContain(mark)
    })
  } else if (to === 'self' && isOutside(pair)) {
    test('shows nothing of others', async () => {
      const { status, text } = await call(pair)
      expect(status).toBeLessThan(500)
      for (const mark of marks) expect(text).not.toContain(mark)
    })
  } else if (to === 'person') {
    test('is about whoever signed in', async () => {
      const { status, text } = await call(pair)
      expect(status).toBeLessThan(500)
      if (!BEGINS.has(route.name)) expect(status).toBeGreaterThanOrEqual(400)
      for (const mark of marks) expect(text).not.toContain(mark)
    })
  } else {
    test('is open', async () => {
      const { status, code } = await call(pair)
      const refused = gone === true ? REFUSED.filter(each => each !== 404) : REFUSED
      expect(refused, `${status} ${code}`).not.toContain(status)
      expect(status).toBeLessThan(500)
    })
  }
})
