import { writeFile } from 'node:fs/promises'
import type { ProofAnswer, ProofHead } from '@lintas/contract'
import { PROOF_STATUSES } from '@lintas/customs/proofs'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readJson } from './given-file.ts'
import { registerPreferences } from './preferences.ts'
import { linesOfProof, sentenceOfProof } from './proof-lines.ts'
import { act, type ProofOptions, pathOf } from './proofs-act.ts'
import { registerVerification } from './proofs-verify.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const EXPORTERS: readonly Actor[] = ['trader', 'broker']
const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']
const ANYONE: readonly Actor[] = [...EXPORTERS, ...CUSTOMS]

export function register(program: Command): void {
  const proofs = program.command('proofs').description('Proofs of origin: apply for a Form D, decide on it, follow its use.')
  const as = (choices: readonly Actor[], standard: Actor) =>
    new Option('--as <account>', 'the demonstration account that asks').choices(choices).default(standard)
  const command = (name: string, description: string, choices: readonly Actor[], standard: Actor) =>
    proofs
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state whose node is asked, such as VN', readState)
      .addOption(as(choices, standard))
  const one = (name: string, description: string, choices: readonly Actor[], standard: Actor) =>
    command(name, description, choices, standard).argument('<proof>', 'its id, or its number').option('--json', 'as one JSON object')

  command('apply', 'Apply for a Form D.', EXPORTERS, 'trader')
    .argument('<file>', 'the form as JSON, as examples/proofs shows')
    .option('--replaces <number>', 'the proof it is to take the place of')
    .option('--json', 'as one JSON object')
    .action(apply)
  command('list', 'List proofs, the newest first.', ANYONE, 'officer')
    .addOption(new Option('--side <side>', 'those this state issues, or those sent to it').choices(['issuing', 'importing']))
    .addOption(new Option('--status <status>', 'where they stand').choices(PROOF_STATUSES))
    .option('--late', 'only those with a clock that ran out')
    .option('--json', 'one JSON object a line')
    .action(list)
  one('show', 'Show a proof with its boxes, what was done to it and what is used of it.', ANYONE, 'officer').action(show)
  one('form', 'Save the printed Form D, with its QR code.', ANYONE, 'trader')
    .option('--output <file>', 'where to; its number in this folder where absent')
    .option('--copy', 'the certified true copy that was made of it')
    .action(form)
  one('query', 'As an officer, ask the applicant.', CUSTOMS, 'officer')
    .requiredOption('--text <text>', 'what is asked')
    .action((proof, options) => act(proof, options, 'query', { text: options.text }))
  one('answer', 'As the applicant, answer what was asked.', EXPORTERS, 'trader')
    .requiredOption('--text <text>', 'the answer')
    .option('--form <file>', 'the form, mended')
    .action(async (proof, options) =>
      act(proof, options, 'answer', {
        text: options.text,
        ...(typeof options.form === 'string' ? { form: await readJson(options.form) } : {}),
      }),
    )
  one('issue', 'As an officer, issue the proof.', CUSTOMS, 'officer').action((proof, options) => act(proof, options, 'issue', {}))
  const reasoned = (name: string, description: string, standard: Actor, path: string) =>
    one(name, description, CUSTOMS, standard)
      .requiredOption('--reason <text>', 'why')
      .requiredOption('--law <text>', 'the law the reason rests on')
      .action((proof, options) => act(proof, options, path, { reasons: [{ text: options.reason, legalBasis: options.law }] }))
  reasoned('refuse', 'As an officer, refuse the application.', 'officer', 'refusal')
  one('review', 'As the applicant, have the refusal reviewed.', EXPORTERS, 'trader')
    .requiredOption('--grounds <text>', 'why it should be decided otherwise')
    .action((proof, options) => act(proof, options, 'review', { grounds: options.grounds }))
  reasoned('uphold', 'As a supervisor, uphold a refusal that is reviewed.', 'supervisor', 'refusal/confirmation')
  one('withdraw', 'As the applicant, withdraw the application.', EXPORTERS, 'trader').action((proof, options) =>
    act(proof, options, 'withdrawal', undefined),
  )
  one('cancel', 'As an officer, cancel a proof that was issued.', CUSTOMS, 'officer')
    .requiredOption('--reason <text>', 'why')
    .action((proof, options) => act(proof, options, 'cancellation', { reason: options.reason }))
  one('ask-copy', 'As the exporter, ask for a certified true copy of a paper that was lost.', EXPORTERS, 'trader')
    .requiredOption('--reason <text>', 'how it was lost')
    .action((proof, options) => act(proof, options, 'copy/request', { reason: options.reason }))
  one('copy', 'As an officer, make the certified true copy that was asked for.', CUSTOMS, 'officer').action((proof, options) =>
    act(proof, options, 'copy', {}),
  )
  reasoned('refuse-copy', 'As an officer, refuse a certified true copy.', 'officer', 'copy/refusal')
  one('check', 'As an officer of the importing state, have a proof checked by its issuer.', CUSTOMS, 'officer')
    .option('--text <text>', 'what is in doubt; at random where absent')
    .option('--suspend', 'suspend preference on it meanwhile: goods go on security for the difference')
    .action((proof, { text, suspend, ...options }) =>
      act(proof, options, 'check', { ...(text === undefined ? {} : { text }), ...(suspend ? { suspend } : {}) }),
    )
  const worded = (name: string, description: string, path: string) =>
    one(name, description, CUSTOMS, 'officer')
      .requiredOption('--text <text>', 'what is said')
      .action((proof, options) => act(proof, options, path, { text: options.text }))
  worded('reply', 'As an officer of the issuing state, answer what a check showed.', 'check/reply')
  reasoned('deny', 'As an officer of the importing state, deny preference on a proof.', 'officer', 'denial')
  worded('clarify', 'As an officer of the issuing state, clarify what a denial is about.', 'clarification')
  worded('reinstate', 'As an officer of the importing state, take a denied proof up again.', 'reinstatement')
  registerVerification(one)
  registerPreferences(proofs)
}

async function apply(file: string, { state, as, json, replaces }: ProofOptions): Promise<void> {
  await withRegion(async region => {
    const body = { form: await readJson(file), ...(replaces === undefined ? {} : { replaces }) }
    const applied = await region.node(state).as(as).post<ProofAnswer>('/api/v1/proofs', body)
    console.log(json ? JSON.stringify(applied) : sentenceOfProof(applied))
  })
}

async function list({
  state,
  as,
  json,
  side,
  status,
  late,
}: ProofOptions & { readonly side?: string; readonly status?: string; readonly late?: true }): Promise<void> {
  await withRegion(async region => {
    const rows = await collect<ProofHead>(
      region.node(state).as(as),
      `/api/v1/proofs${queryOf({ side, status, late: late ? 'true' : undefined })}`,
    )
    for (const row of rows) console.log(json ? JSON.stringify(row) : sentenceOfProof(row))
  })
}

async function show(proof: string, { state, as, json }: ProofOptions): Promise<void> {
  await withRegion(async region => {
    const found = await region.node(state).as(as).get<ProofAnswer>(pathOf(proof))
    console.log(json ? JSON.stringify(found) : linesOfProof(found).join('\n'))
  })
}

async function form(proof: string, { state, as, json, output, copy }: ProofOptions): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    const { number = proof } = await node.get<ProofAnswer>(pathOf(proof))
    const which = copy === true ? 'copy' : 'form'
    const file = typeof output === 'string' ? output : copy === true ? `${number}-copy.pdf` : `${number}.pdf`
    await writeFile(file, await node.bytes(`${pathOf(proof)}/${which}.pdf`), { flag: output === undefined ? 'wx' : 'w' })
    console.log(json ? JSON.stringify({ number, file }) : file)
  })
}
