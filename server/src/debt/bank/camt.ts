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
import { attributeOf, childElements, childText, parseXml, textOf, type XmlElement } from '../../platform/xml/index.ts'

/** What the bank tells of one movement of the state's account. */
export interface BankEntry {
  /** By what the bank calls it, the same in every file that tells of it. */
  readonly key: string
  readonly direction: 'credit' | 'debit'
  readonly amount: Money
  readonly bookedOn: Day
  /** Whatever the transfer says it is for. */
  readonly words: readonly string[]
  readonly party: string | undefined
}

export interface BankStatement {
  readonly kind: 'camt.053' | 'camt.054'
  readonly messageId: string
  readonly entries: readonly BankEntry[]
}

/** Whose statement is expected: the state's account and its currency. */
export interface ExpectedAccount {
  readonly account: string
  readonly currency: Currency
}

const REPORTS = {
  BkToCstmrStmt: { kind: 'camt.053', report: 'Stmt' },
  BkToCstmrDbtCdtNtfctn: { kind: 'camt.054', report: 'Ntfctn' },
} as const

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
export function readCamt(text: string, expected: ExpectedAccount): Result<BankStatement> {
  const parsed = parseXml(text)
  if (!parsed.ok) return stop(...parsed.issues)
  const message = parsed.value.name === 'Document' ? childElements(parsed.value)[0] : undefined
  const known = message === undefined ? undefined : Object.entries(REPORTS).find(([name]) => name === message.name)?.[1]
  if (message === undefined || known === undefined)
    return stop(error('debt.bank-message-unknown', '', { name: message?.name ?? parsed.value.name }))
  const messageId = find(message, 'GrpHdr', 'MsgId')
  const reports = children(message, known.report)
  const issues: Issue[] = []
  if (messageId === undefined || messageId.length > 35) issues.push(error('debt.bank-message-malformed', 'GrpHdr.MsgId'))
  if (reports.length === 0) issues.push(error('debt.bank-message-malformed', known.report))
  const entries = reports.flatMap((report, index) => readReport(report, `${known.report}[${index}]`, messageId ?? '', expected, issues))
  if (entries.length > ENTRIES_MAX) issues.push(error('debt.bank-too-many', '', { max: ENTRIES_MAX }))
  if (new Set(entries.map(each => each.key)).size !== entries.length) issues.push(error('debt.bank-entry-repeated', ''))
  return issues.length > 0 || messageId === undefined ? stop(...issues) : ok({ kind: known.kind, messageId, entries })
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
  const amount = readAmount(childOf(entry, 'Amt'), `${path}.Amt`, context)
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
    const part = readAmount(childOf(detail, 'Amt') ?? descend(detail, 'AmtDtls', 'TxAmt', 'Amt'), `${path}.TxDtls[${place}].Amt`, context)
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

function readAmount(element: XmlElement | undefined, path: string, { expected, issues }: Context): Money | undefined {
  const currency = element === undefined ? undefined : attributeOf(element, 'Ccy')
  const amount = element === undefined ? undefined : parseMoney(trimZeros(textOf(element)), expected.currency)
  if (currency !== expected.currency) issues.push(error('debt.bank-currency', path, { given: currency ?? '', currency: expected.currency }))
  else if (amount === undefined || amount.minor <= 0n) issues.push(error('debt.bank-amount', path))
  else return amount
  return undefined
}

/** Banks write more digits than a currency has: `1500000.00` dong. */
function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

/** What a transfer says, and who is at its other end. */
function wordsOf(detail: XmlElement, direction: BankEntry['direction']): Pick<BankEntry, 'words' | 'party'> {
  const remittance = childOf(detail, 'RmtInf')
  const words = [
    find(detail, 'Refs', 'EndToEndId'),
    ...(remittance === undefined ? [] : children(remittance, 'Strd').map(each => find(each, 'CdtrRefInf', 'Ref'))),
    ...(remittance === undefined ? [] : children(remittance, 'Ustrd').map(textOf)),
    childText(detail, 'AddtlTxInf') ?? childText(detail, 'AddtlNtryInf'),
  ].filter(each => each !== undefined)
  const parties = childOf(detail, 'RltdPties')
  const other = direction === 'credit' ? 'Dbtr' : 'Cdtr'
  const party = parties === undefined ? undefined : (find(parties, other, 'Pty', 'Nm') ?? find(parties, other, 'Nm'))
  return { words: words.map(each => each.slice(0, 500)), party: party?.slice(0, 140) }
}

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

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).filter(child => child.name === name)
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return children(element, name)[0]
}

function descend(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => (at === undefined ? undefined : childOf(at, name)), element)
}

/** The text at the end of a path of first children. */
function find(element: XmlElement, ...names: readonly string[]): string | undefined {
  const found = descend(element, ...names)
  const text = found === undefined ? '' : textOf(found)
  return text === '' ? undefined : text
}

/** What left or came, signed: negative is money that left. */
export function signed({ direction, amount }: Pick<BankEntry, 'direction' | 'amount'>): Money {
  return direction === 'credit' ? amount : money(-amount.minor, amount.currency)
}
