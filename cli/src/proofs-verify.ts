import type { Command } from 'commander'
import type { Actor } from './client.ts'
import { act, type ProofOptions, pathOf } from './proofs-act.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']

/** A command about one proof, as `proofs` makes them. */
type One = (name: string, description: string, choices: readonly Actor[], standard: Actor) => Command

/** Adds the commands of a verification: the visit, what was determined, the record of a dispute. */
export function registerVerification(one: One): void {
  one('visit', 'As the importing state, give notice of a visit to who made the goods.', CUSTOMS, 'officer')
    .requiredOption('--exporter <name>', 'whose premises are visited')
    .requiredOption('--on <day>', 'the day that is proposed')
    .requiredOption('--coverage <text>', 'what it is about')
    .requiredOption('--officials <names...>', 'who visits')
    .action((proof, { exporter, on, coverage, officials, ...options }) =>
      act(proof, options, 'visit', { exporter, proposedOn: on, coverage, officials }),
    )
  const said = (name: string, description: string, path: string, more: object = {}) =>
    one(name, description, CUSTOMS, 'officer')
      .requiredOption('--text <text>', 'what is said')
      .action((proof, options) => act(proof, options, path, { ...more, text: options.text }))
  said('consent', 'As the issuing state, say that the exporter consents to the visit in writing.', 'visit/consent', { consents: true })
  said('refuse-visit', 'As the issuing state, say that the exporter does not consent.', 'visit/consent', { consents: false })
  one('postpone', 'As the issuing state, postpone the visit.', CUSTOMS, 'officer')
    .requiredOption('--until <day>', 'the new day')
    .requiredOption('--text <text>', 'why')
    .option('--agreed', 'both states agreed on longer than the text gives')
    .action((proof, { until, text, agreed, ...options }) =>
      act(proof, options, 'visit/postponement', { until, text, ...(agreed ? { agreed } : {}) }),
    )
  said('visited', 'As the importing state, report what the visit showed.', 'visit/report')
  const determines = (name: string, description: string, path: string) =>
    one(name, description, CUSTOMS, 'officer')
      .option('--originating', 'that the goods originate; that they do not, where absent')
      .requiredOption('--reason <text>', 'why')
      .requiredOption('--law <text>', 'the law the reason rests on')
      .option('--hear-until <day>', 'until when declarants whose goods are gone are heard, where the law has no time')
      .action((proof, { originating = false, reason, law, hearUntil, ...options }) =>
        act(proof, options, path, {
          originating,
          reasons: [{ text: reason, legalBasis: law }],
          ...(hearUntil === undefined ? {} : { hearUntil }),
        }),
      )
  const dated = (name: string, description: string, path: string) =>
    one(name, description, CUSTOMS, 'officer')
      .requiredOption('--text <text>', 'what proves it')
      .option('--on <day>', 'the day of it; today where absent')
      .action((proof, { text, on, ...options }) => act(proof, options, path, { text, ...(on === undefined ? {} : { on }) }))
  one('receipt', 'As the issuing state, say when the exporter received the notice of a visit, or a determination.', CUSTOMS, 'officer')
    .requiredOption('--on <day>', 'the day of it')
    .requiredOption('--text <text>', 'what proves it')
    .action((proof, { on, text, ...options }) => act(proof, options, 'receipt', { on, text }))
  dated('return', 'As the importing state, hand a rejected or unused proof back to its issuer.', 'return')
  dated('take-back', 'As the issuing state, say that a paper that was handed back has come.', 'return/receipt')
  one('deny-drawn', 'As the importing state, deny preference to declarations that a denied proof gave it before.', CUSTOMS, 'officer')
    .option('--declarations <mrns...>', 'which of them; all where absent')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .option('--hear-until <day>', 'until when declarants whose goods are gone are heard, where the law has no time')
    .action((proof, { declarations, reason, law, hearUntil, ...options }) =>
      act(proof, options, 'denial/declarations', {
        reasons: [{ text: reason, legalBasis: law }],
        ...(declarations === undefined ? {} : { declarations }),
        ...(hearUntil === undefined ? {} : { hearUntil }),
      }),
    )
  determines('determine', 'As the importing state, determine whether the goods of a proof originate.', 'determination')
  determines('finalise', 'As the importing state, make the determination after a visit final.', 'determination/final')
  said('comment', 'As the issuing state, pass on what the exporter says to a determination.', 'determination/comments')
  one('refer', 'As a supervisor, refer a denied proof to the settlement of disputes.', ['supervisor', 'head-office'], 'supervisor')
    .requiredOption('--text <text>', 'what is in dispute')
    .action((proof, options) => act(proof, options, 'referral', { text: options.text }))
  one('record', 'Show the record of a proof: as it was referred, or as it stands.', CUSTOMS, 'officer').action(record)
}

async function record(proof: string, { state, as }: ProofOptions): Promise<void> {
  await withRegion(async region => {
    const found = await region
      .node(state)
      .as(as)
      .get<unknown>(`${pathOf(proof)}/record`)
    console.log(JSON.stringify(found, undefined, 2))
  })
}
