import type { TrustFacts } from '../trust/index.ts'
import { checkConsignmentsNamed, checkConsignmentsTogether } from './check-consignments.ts'
import { checkCountryCodes, checkDirection, checkOriginCodes, checkOriginGiven } from './check-countries.ts'
import { checkCalendarDays, checkFuture, checkVoyage } from './check-days.ts'
import { checkKind, checkOffice } from './check-kind.ts'
import { checkConsignee, checkDescriptions, checkGenericDescriptions } from './check-parties.ts'
import { checkAmountsOfGoods, checkGrossMass, checkItemCount, checkItemLimit, checkNetMass, checkPackages } from './check-sums.ts'
import {
  checkContainers,
  checkContainersListed,
  checkMeansNumbers,
  checkMeansOfMode,
  checkPlaces,
  checkPlacesOfState,
  checkSeals,
  checkTransportDocuments,
} from './check-transport.ts'
import { checkPeriod, checkRemoval, type RemovalFacts } from './period.ts'
import { checkPrevious, checkPreviousNamed, type PreviousFacts } from './previous.ts'
import type { EverywhereRule, OccasionFacts, Rule, RuleContext, StateContext, StateRule, WaitingRule } from './rule.ts'

type DeclarationRuleFacts = TrustFacts & PreviousFacts & RemovalFacts & OccasionFacts

type Words = Pick<EverywhereRule, 'codes' | 'about'> & Partial<Pick<EverywhereRule, 'severity'>>

function everywhere(
  id: EverywhereRule['id'],
  words: Words,
  check: (context: RuleContext) => ReturnType<EverywhereRule['check']>,
): EverywhereRule {
  return { id, module: 'declaration', severity: 'error', ...words, scope: 'everywhere', check }
}

function inState(
  id: StateRule['id'],
  words: Words,
  check: (context: StateContext & DeclarationRuleFacts) => ReturnType<StateRule['check']>,
): StateRule<DeclarationRuleFacts> {
  return { id, module: 'declaration', severity: 'error', ...words, scope: 'state', check }
}

/** A rule of a subject that is still to be built; its module takes it over. */
function waiting(id: WaitingRule['id'], module: string, severity: WaitingRule['severity'], about: string, waitsFor: string): WaitingRule {
  return { id, module, severity, about, waitsFor, codes: [], scope: 'state' }
}

/** The rules of the catalogue that the document and the reference law decide. @source domain notes §4.5 */
export const DECLARATION_RULES: readonly Rule<DeclarationRuleFacts>[] = [
  inState(
    'V01',
    {
      codes: [
        'declaration.field-missing',
        'declaration.items-missing',
        'declaration.type-unknown',
        'declaration.type-not-yet',
        'declaration.mode-unknown',
        'declaration.mode-not-offered',
        'declaration.mode-not-on-file',
        'declaration.completion-due-past',
        'declaration.completion-due-late',
      ],
      about: 'The type of declaration exists, is offered in this mode, and has what it cannot do without.',
    },
    checkKind,
  ),
  everywhere(
    'V01',
    { codes: ['declaration.previous-missing'], about: 'Goods re-exported or re-imported name the declaration they came or went with.' },
    checkPreviousNamed,
  ),
  inState(
    'V01',
    {
      codes: [
        'declaration.previous-unknown',
        'declaration.previous-of-other-type',
        'declaration.previous-not-released',
        'declaration.previous-later',
        'declaration.previous-goods-differ',
        'declaration.previous-item-unclear',
        'declaration.previous-quantity-missing',
        'declaration.previous-quantity-differs',
        'declaration.previous-quantity-exceeded',
      ],
      about: 'The declaration that goods come back from was released before, is of the same goods, and as much of them is left.',
    },
    checkPrevious,
  ),
  inState(
    'V01',
    {
      codes: ['declaration.removal-tier', 'declaration.removal-method', 'declaration.period-rate-day'],
      about: 'Goods leave before they are declared where the trader is trusted with it and their charges can be summed.',
    },
    checkRemoval,
  ),
  inState(
    'V01',
    {
      codes: [
        'declaration.period-not-a-month',
        'declaration.period-not-over',
        'declaration.period-nothing-removed',
        'declaration.period-lines-differ',
        'declaration.period-costs-differ',
      ],
      about: 'The declaration of a period is of one month that is over, and declares what was removed in it.',
    },
    checkPeriod,
  ),
  {
    id: 'V02',
    module: 'declaration',
    codes: ['declaration.reference-taken'],
    severity: 'error',
    about: 'A declarant uses a local reference once: the same document again is the same declaration, another is refused.',
    scope: 'state',
    decidedOn: 'lodging',
  },
  inState(
    'V03',
    {
      codes: [
        'declaration.office-unknown',
        'declaration.office-elsewhere',
        'declaration.office-not-for-procedure',
        'declaration.office-not-for-mode',
      ],
      about: 'The customs office is one of this state on the day, and handles this procedure and this mode of transport.',
    },
    checkOffice,
  ),
  everywhere('V06', { codes: ['declaration.day-impossible'], about: 'Days are days of the calendar.' }, checkCalendarDays),
  inState(
    'V06',
    {
      codes: ['declaration.day-in-future', 'declaration.day-too-far-ahead'],
      about: 'No day lies in the future, but for an arrival that is announced at most 30 days ahead.',
    },
    checkFuture,
  ),
  everywhere(
    'V07',
    { codes: ['declaration.country-unknown', 'declaration.country-user-assigned'], about: 'Countries are those of ISO 3166-1.' },
    checkCountryCodes,
  ),
  inState(
    'V07',
    {
      codes: ['declaration.country-not-this-state', 'declaration.countries-equal'],
      about: 'Goods come into this state from another country, or leave it for another.',
    },
    checkDirection,
  ),
  everywhere(
    'V11',
    { codes: ['declaration.packages-differ'], about: 'The packages of the items are those of the whole; bulk is not counted.' },
    checkPackages,
  ),
  everywhere(
    'V12',
    { codes: ['declaration.gross-mass-differs'], about: 'The gross masses of the items are that of the whole, within half a per cent.' },
    checkGrossMass,
  ),
  everywhere(
    'V13',
    {
      codes: ['declaration.item-count-differs', 'declaration.item-number-repeated'],
      about: 'There are as many goods items as declared, each under a number of its own.',
    },
    checkItemCount,
  ),
  inState('V13', { codes: ['declaration.too-many-items'], about: 'A declaration has at most 999 goods items.' }, checkItemLimit),
  inState(
    'V15',
    { codes: ['declaration.transport-document-missing'], about: 'Goods that come by sea or air name their transport document.' },
    checkTransportDocuments,
  ),
  everywhere(
    'V15',
    {
      codes: [
        'declaration.consignment-not-named',
        'declaration.consignment-not-listed',
        'declaration.consignment-repeated',
        'declaration.consignment-empty',
      ],
      about: 'Of several consignments each has a transport document and goods of its own.',
    },
    checkConsignmentsNamed,
  ),
  inState(
    'V15',
    {
      codes: [
        'declaration.consignments-not-offered',
        'declaration.consignments-tier',
        'declaration.consignments-apart',
        'declaration.consignments-procedure',
        'declaration.consignments-rate-day',
      ],
      about: 'Several consignments are declared together under one procedure, when they come within few days, by a trader trusted with it.',
    },
    checkConsignmentsTogether,
  ),
  {
    id: 'V16',
    module: 'declaration',
    codes: ['declaration.consignment-declared'],
    severity: 'error',
    about: 'The same goods on the same transport document were not declared for the same principal within 90 days.',
    scope: 'state',
    decidedOn: 'lodging',
  },
  everywhere(
    'V18',
    {
      codes: ['declaration.consignee-not-importer'],
      severity: 'warning',
      about: 'Where the consignee is another than the importer, a buyer is named.',
    },
    checkConsignee,
  ),
  everywhere(
    'V26',
    { codes: ['declaration.description-generic'], severity: 'warning', about: 'A description has a word that would not fit any goods.' },
    checkGenericDescriptions,
  ),
  inState(
    'V26',
    {
      codes: ['declaration.description-vague'],
      about: 'A description tells the goods in three words at least that would not fit any goods.',
    },
    checkDescriptions,
  ),
  waiting('V27', 'tariff', 'hint', 'Description and commodity code speak of the same goods.', 'the search for commodity codes'),
  everywhere(
    'V28',
    { codes: ['declaration.net-above-gross'], about: 'Goods weigh no more without their packing than with it.' },
    checkNetMass,
  ),
  everywhere('V29', { codes: ['declaration.quantity-not-positive'], about: 'Quantities are above zero.' }, checkAmountsOfGoods),
  everywhere(
    'V30',
    {
      codes: ['declaration.country-unknown', 'declaration.country-user-assigned'],
      about: 'An origin is a country of ISO 3166-1, or a group where groups are known.',
    },
    checkOriginCodes,
  ),
  inState('V30', { codes: ['declaration.origin-missing'], about: 'Imported goods have a country of origin.' }, checkOriginGiven),
  waiting('V38', 'permits', 'error', 'A permit that is named has enough left on it.', 'permits of other agencies'),
  waiting(
    'V41',
    'enforcement',
    'hint',
    'Goods under a recorded mark come from somebody authorised by its holder.',
    'recorded intellectual property rights',
  ),
  waiting('V42', 'enforcement', 'hint', 'A certification mark in the description has its certificate.', 'recorded certification marks'),
  everywhere(
    'V43',
    {
      codes: ['declaration.container-check-digit', 'declaration.container-not-of-standard'],
      about: "A container number has the check digit of ISO 6346; a shipper's own box may be numbered otherwise.",
    },
    checkContainers,
  ),
  everywhere(
    'V43',
    { codes: ['declaration.container-not-listed'], severity: 'warning', about: "An item's container is one of the consignment's." },
    checkContainersListed,
  ),
  inState(
    'V44',
    {
      codes: ['declaration.seal-missing', 'declaration.seal-repeated'],
      about: 'Goods in transit travel under seals, and no seal closes two containers.',
    },
    checkSeals,
  ),
  everywhere(
    'V45',
    {
      codes: ['declaration.imo-check-digit', 'declaration.imo-malformed', 'declaration.flight-malformed'],
      about: 'A ship is named by an IMO number that checks, a flight by airline and number.',
    },
    checkMeansNumbers,
  ),
  inState(
    'V46',
    {
      codes: ['declaration.means-not-of-mode', 'declaration.transport-mode-unknown'],
      about: 'The means of transport at the border is one of the mode declared.',
    },
    checkMeansOfMode,
  ),
  everywhere(
    'V47',
    {
      codes: ['declaration.arrival-before-departure', 'declaration.voyage-long'],
      about: 'Goods arrive after they leave, and not after a voyage nobody makes.',
    },
    checkVoyage,
  ),
  everywhere(
    'V48',
    { codes: ['declaration.place-not-unlocode'], about: 'Places of loading and unloading are of the form of UN/LOCODE.' },
    checkPlaces,
  ),
  inState(
    'V48',
    { codes: ['declaration.place-elsewhere'], severity: 'warning', about: 'Imports are unloaded in this state, exports loaded in it.' },
    checkPlacesOfState,
  ),
  waiting(
    'V54',
    'exchange',
    'error',
    'An export to a member state has the fifteen elements of the ACDD and the exporter consents.',
    'the exchange of declarations',
  ),
  waiting('V55', 'exchange', 'warning', 'The state of destination receives ACDDs.', 'the exchange of declarations'),
  waiting('V56', 'origin', 'hint', 'No more is exported than the producer can make.', 'what producers told of their capacity'),
]
