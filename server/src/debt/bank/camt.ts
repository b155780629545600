import {
  type Currency,
  type Day,
  error,
  type Issue,
  type Money,
  money,
  ok,
  parseDay,
  parseMoney,
  type Result,
  stop,
} from '@lintas/customs/kernel'
import { childText, textOf, type XmlElement } from '../../platform/xml/index.ts'
import { type BankMessage, childOf, children, descend, find, readAmount, trimZeros } from './iso-read.ts'

/** What the bank tells of one movement of the state's account. */
export interface BankEntry {
  /** By what the bank calls it, the same in every file that tells of it. */
  readonly key: string
  readonly direction: 'credit' | 'debit'
  readonly amount: Money
  readonly bookedOn: Day
  /** Whatever the transfer says it is for. */
  readonly words: readonly string[]
  /** Who is at its other end, and on which account with which bank, as far as the bank says it. */
  readonly party: string | undefined
  readonly partyAccount: string | undefined
  readonly partyBic: string | undefined
}

/** Whose statement is expected: the state's account and its currency. */
export interface ExpectedAccount {
  readonly account: string
  readonly currency: Currency
}

const REPORTS = { 'camt.053': 'Stmt', 'camt.054': 'Ntfctn' } as const

const ENTRIES_MAX = 20_000

/**
 * Reads a bank's statement (camt.053) or notification (camt.054), of any version of either message: booked entries of the expected account, one for each
 * transfer. Entries that are only announced are left for the file that books them.
 *
 * Refused with everything that is wrong: another account, another currency, amounts that are none, details that do not sum to their entry, balances
 * that the entries do not lead from and to.
 *
 * @source ISO 20022 message definition reports, Bank-to-Customer Cash Management (general knowledge of the element names)
 */
export function readCamt({ id, kind, content }: StatementMessage, expected: ExpectedAccount): Result<readonly BankEntry[]> {
  const name = REPORTS[kind]
  const reports = children(content, name)
  const issues: Issue[] = []
  if (reports.length === 0) issues.push(error('debt.bank-message-malformed', name))
  const entries = reports.flatMap((report, index) => readReport(report, `${name}[${index}]`, id, expected, issues))
  if (entries.length > ENTRIES_MAX) issues.push(error('debt.bank-too-many', '', { max: ENTRIES_MAX }))
  if (new Set(entries.map(each => each.key)).size !== entries.length) issues.push(error('debt.bank-entry-repeated', ''))
  return issues.length > 0 ? stop(...issues) : ok(entries)
}

type StatementMessage = BankMessage & { readonly kind: keyof typeof REPORTS }

export function isStatement(message: BankMessage): message is StatementMessage {
  return message.kind in REPORTS
}

function readReport(report: XmlElement, path: string, messageId: string, expected: ExpectedAccount, issues: Issue[]): readonly BankEntry[] {
  const account = find(report, 'Acct', 'Id', 'IBAN') ?? find(report, 'Acct', 'Id', 'Othr', 'Id')
  if (account !== expected.account) {
    issues.push(error('debt.bank-account-other', `${path}.Acct`, { account: account ?? '', expected: expected.account }))
    return []
  }
  const context = { reportId: childText(report, 'Id') ?? messageId, expected, issues }
  const booked = children(report, 'Ntry').flatMap((entry, index) => {
    const status = find(entry, 'Sts', 'Cd') ?? childText(entry, 'Sts')
    return status === 'BOOK' ? readEntry(entry, `${path}.Ntry[${index}]`, index, context) : []
  })
  checkBalances(report, path, booked, context)
  return booked
}

interface Context {
  /** The bank's number of the statement, the same when it is sent again in another message. */
  readonly reportId: string
  readonly expected: ExpectedAccount
  readonly issues: Issue[]
}

function readEntry(entry: XmlElement, path: string, index: number, context: Context): readonly BankEntry[] {
  const { reportId, expected, issues } = context
  const amount = readAmount(childOf(entry, 'Amt'), `${path}.Amt`, expected.currency, issues)
  const direction = readDirection(entry)
  const bookedOn = parseDay((find(entry, 'BookgDt', 'Dt') ?? find(entry, 'BookgDt', 'DtTm') ?? '').slice(0, 10))
  if (direction === undefined) issues.push(error('debt.bank-message-malformed', `${path}.CdtDbtInd`))
  if (bookedOn === undefined) issues.push(error('debt.bank-message-malformed', `${path}.BookgDt`))
  if (amount === undefined || direction === undefined || bookedOn === undefined) return []

  const details = children(entry, 'NtryDtls').flatMap(each => children(each, 'TxDtls'))
  const [detail] = details
  const own =
    childText(entry, 'AcctSvcrRef') ?? (detail === undefined || details.length > 1 ? undefined : find(detail, 'Refs', 'AcctSvcrRef'))
  const fallback = own ?? `${reportId}/${childText(entry, 'NtryRef') ?? index}/${bookedOn}/${amount.minor}`
  const said = { direction, bookedOn }
  if (details.length <= 1) {
    return [{ ...said, ...wordsOf(detail ?? entry, direction), amount, key: `${expected.account}/${direction}/${fallback}` }]
  }
  const parts = details.flatMap((detail, place) => {
    const part = readAmount(
      childOf(detail, 'Amt') ?? descend(detail, 'AmtDtls', 'TxAmt', 'Amt'),
      `${path}.TxDtls[${place}].Amt`,
      expected.currency,
      issues,
    )
    const reference = find(detail, 'Refs', 'AcctSvcrRef') ?? `${fallback}#${place}`
    return part === undefined
      ? []
      : [{ ...said, ...wordsOf(detail, direction), amount: part, key: `${expected.account}/${direction}/${reference}` }]
  })
  const sum = parts.reduce((total, part) => total + part.amount.minor, 0n)
  if (parts.length === details.length && sum !== amount.minor) issues.push(error('debt.bank-entry-sum', path))
  return parts
}

/** A reversed credit took money away, and a reversed debit brought it back: the direction is that of the entry itself. */
function readDirection(entry: XmlElement): BankEntry['direction'] | undefined {
  const said = childText(entry, 'CdtDbtInd')
  return said === 'CRDT' ? 'credit' : said === 'DBIT' ? 'debit' : undefined
}

/** What a transfer says, and who is at its other end. */
function wordsOf(detail: XmlElement, direction: BankEntry['direction']): Pick<BankEntry, 'words' | 'party' | 'partyAccount' | 'partyBic'> {
  const remittance = childOf(detail, 'RmtInf')
  const words = [
    find(detail, 'Refs', 'EndToEndId'),
    ...(remittance === undefined ? [] : children(remittance, 'Strd').map(each => find(each, 'CdtrRefInf', 'Ref'))),
    ...(remittance === undefined ? [] : children(remittance, 'Ustrd').map(textOf)),
    childText(detail, 'AddtlTxInf') ?? childText(detail, 'AddtlNtryInf'),
  ].filter(each => each !== undefined)
  const other = direction === 'credit' ? 'Dbtr' : 'Cdtr'
  const at = (...names: readonly string[]) => find(detail, 'RltdPties', ...names)
  const account = at(`${other}Acct`, 'Id', 'IBAN') ?? at(`${other}Acct`, 'Id', 'Othr', 'Id')
  const agent = (name: string) => find(detail, 'RltdAgts', `${other}Agt`, 'FinInstnId', name)
  return {
    words: words.map(each => each.slice(0, 500)),
    party: (at(other, 'Pty', 'Nm') ?? at(other, 'Nm'))?.slice(0, 140),
    partyAccount: account !== undefined && ACCOUNT.test(account) ? account : undefined,
    partyBic: [agent('BICFI'), agent('BIC')].find(bic => bic !== undefined && BIC.test(bic)),
  }
}

/** Numbers as they can be ordered to be paid on; in another form they are as if nobody said them. */
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9./-]{0,33}$/
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/

/** Where a statement says what it opened and closed with, its entries lead from one to the other. */
function checkBalances(report: XmlElement, path: string, entries: readonly BankEntry[], context: Context): void {
  const balances = children(report, 'Bal')
  const read = (code: string) => {
    const balance = balances.find(each => find(each, 'Tp', 'CdOrPrtry', 'Cd') === code)
    const amount = balance === undefined ? undefined : parseMoney(trimZeros(childText(balance, 'Amt') ?? ''), context.expected.currency)
    if (balance === undefined || amount === undefined) return undefined
    return childText(balance, 'CdtDbtInd') === 'DBIT' ? -amount.minor : amount.minor
  }
  const [opening, closing] = [read('OPBD'), read('CLBD')]
  if (opening === undefined || closing === undefined || context.issues.length > 0) return
  const moved = entries.reduce((sum, { direction, amount }) => (direction === 'credit' ? sum + amount.minor : sum - amount.minor), 0n)
  if (opening + moved !== closing) context.issues.push(error('debt.bank-balance', path))
}

/** What left or came, signed: negative is money that left. */
export function signed({ direction, amount }: Pick<BankEntry, 'direction' | 'amount'>): Money {
  return direction === 'credit' ? amount : money(-amount.minor, amount.currency)
}
