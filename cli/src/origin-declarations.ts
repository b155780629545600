import { writeFile } from 'node:fs/promises'
import type { MadeOriginDeclaration, ProofCheck, ReadOriginDeclaration } from '@lintas/contract'
import { parseState, type State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { collect } from './collect.ts'
import { readBytes, readJson } from './given-file.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/origin-declarations'
const ACTORS = ['trader', 'broker', 'officer', 'supervisor'] as const

interface Asking {
  readonly state: State
  readonly as: (typeof ACTORS)[number]
  readonly json?: true
}

/** Origin declarations of certified exporters, and what anyone may ask of a proof. */
export function registerDeclarations(origin: Command): void {
  const about = (name: string, description: string, actor: Asking['as']) =>
    origin
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default(actor))
      .option('--json', 'as JSON, one object a line')

  about('declare', 'Make an origin declaration out as a certified exporter; prints the text for the invoice.', 'trader')
    .argument('<file>', 'the declaration as JSON, as examples/origin/exporters shows')
    .option('--qr <file>', 'write the picture of the address where it is checked, as SVG')
    .action(declare)
  about('declarations', 'Origin declarations that were made out here.', 'trader').action(list)
  about('declaration', 'One origin declaration: its text, the states that know it, what is used of it.', 'trader')
    .argument('<number>', 'its number, such as VN-OD-…')
    .action(show)
  about('read', 'Read an origin declaration from the text of an invoice; customs is told what the look-ups find.', 'officer')
    .argument('<file>', 'a text')
    .action(read)
  about('revoke', 'Revoke an origin declaration: whoever checks it is told so.', 'trader')
    .argument('<number>', 'its number, such as VN-OD-…')
    .requiredOption('--reason <text>', 'why')
    .action(revoke)
  origin
    .command('check')
    .description('Whether a proof of origin holds, by the number on it; exit code 1 where it does not. Anyone asks.')
    .argument('<number>', 'its number; it begins with its state')
    .option('--state <state>', 'the state that is asked, where not that of the number', readState)
    .option('--json', 'as one JSON object')
    .action(check)
}

async function declare(file: string, { state, as, json, qr }: Asking & { readonly qr?: string }): Promise<void> {
  const body = await readJson(file)
  await withRegion(async region => {
    const node = region.node(state).as(as)
    const made = await node.post<MadeOriginDeclaration>(PATH, body)
    if (qr !== undefined) await writeFile(qr, await node.bytes(`${PATH}/${made.number}/qr.svg`))
    console.log(json ? JSON.stringify(made) : `${made.text}\n${made.number}: check it at ${made.checkAt}`)
    for (const issue of json ? [] : made.issues) console.log(`  ${issue.path}: ${issue.message}`)
  })
}

async function list({ state, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<Omit<MadeOriginDeclaration, 'text' | 'issues'>>(region.node(state).as(as), PATH)) {
      const { number, status, declaration } = each
      const { document, products } = declaration
      console.log(
        json ? JSON.stringify(each) : `${number}: ${document.number} of ${document.issuedOn}, ${products.length} products: ${status}`,
      )
    }
  })
}

async function show(number: string, { state, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    const made = await region
      .node(state)
      .as(as)
      .get<MadeOriginDeclaration>(`${PATH}/${encodeURIComponent(number)}`)
    if (json) return console.log(JSON.stringify(made))
    console.log(`${made.text}\n${made.number}: ${made.status}; known to ${made.knownTo.join(', ') || 'no other state yet'}`)
    if (made.status === 'revoked') console.log(`  its revocation is known to ${made.revocationKnownTo.join(', ') || 'no other state yet'}`)
    for (const { state: user, items } of made.uses)
      for (const { item, used } of items) console.log(`  used in ${user}: ${used} of product ${item}`)
  })
}

async function read(file: string, { state, as, json }: Asking): Promise<void> {
  const text = await readBytes(file)
  await withRegion(async region => {
    const found = await region.node(state).as(as).post<ReadOriginDeclaration>(`${PATH}/reading`, text, { 'content-type': 'text/plain' })
    if (found.honoured?.includes(false)) process.exitCode = 1
    if (json) return console.log(JSON.stringify(found))
    const { authorisation, country, document, products, signatory } = found.declaration
    console.log(`${document.number} of ${document.issuedOn}: goods of ${country}, declared by ${authorisation}, signed by ${signatory}`)
    for (const [index, { name, code, criterion, quantity }] of products.entries()) {
      const verdict = found.honoured === undefined ? '' : found.honoured[index] ? ': honoured' : ': not honoured'
      console.log(`  ${code} ${name}, ${criterion}, ${quantity.value} ${quantity.unit}${verdict}`)
    }
    for (const issue of found.issues) console.log(`  ${issue.path}: ${issue.message}`)
  })
}

async function revoke(number: string, { state, as, json, reason }: Asking & { readonly reason: string }): Promise<void> {
  await withRegion(async region => {
    const path = `${PATH}/${encodeURIComponent(number)}/revocation`
    const made = await region.node(state).as(as).post<MadeOriginDeclaration>(path, { reason })
    console.log(json ? JSON.stringify(made) : `${made.number}: ${made.status}`)
  })
}

async function check(number: string, { state, json }: { readonly state?: State; readonly json?: true }): Promise<void> {
  const asked = state ?? parseState(number.replace(/^D-/, '').slice(0, 2))
  if (asked === undefined) throw new Refused(`${number} does not begin with a member state: say with --state which is asked`)
  await withRegion(async region => {
    const found = await region.node(asked).public.get<ProofCheck>(`/api/v1/proofs/check?number=${encodeURIComponent(number)}`)
    if (found.answer !== 'valid') process.exitCode = 1
    console.log(
      json ? JSON.stringify(found) : `${found.answer}: ${found.message}${found.issuedOn === undefined ? '' : ` (${found.issuedOn})`}`,
    )
  })
}
