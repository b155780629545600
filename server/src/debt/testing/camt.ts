/** One transfer as a test has the bank tell of it. */
export interface ToldTransfer {
  readonly amount: string
  readonly words?: string
  readonly endToEnd?: string
  readonly reference?: string
  readonly direction?: 'CRDT' | 'DBIT'
  readonly status?: string
  /** The payer's account, where the bank says it. */
  readonly from?: string
  /** The payer's bank; empty where the bank does not say it. */
  readonly bic?: string
}

interface Statement {
  readonly messageId: string
  /** The bank's number of the statement; that of the message where it is left out. */
  readonly reportId?: string
  readonly account?: string
  readonly currency?: string
  readonly kind?: 'camt.053' | 'camt.054'
  readonly entries: readonly ToldTransfer[]
  /** Opening and closing balance. */
  readonly balances?: readonly [string, string]
  readonly on?: string
}

/** A bank's statement or notification as a bank would write it: what the tests of reading, and of being killed while reading, are given. */
export function camt({
  messageId,
  reportId = messageId,
  account = 'SANDBOX-VN',
  currency = 'VND',
  kind = 'camt.053',
  entries,
  balances,
  on = '2026-11-22',
}: Statement): string {
  const [root, report] = kind === 'camt.053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  const balance = (code: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`
  const stated = balances === undefined ? '' : balance('OPBD', balances[0]) + balance('CLBD', balances[1])
  const told = entries.map(
    ({ amount, words, endToEnd, reference, direction = 'CRDT', status = 'BOOK', from, bic = 'BFTVVNVX' }) =>
      `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>` +
      `${reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}<NtryDtls><TxDtls>` +
      `<Refs><EndToEndId>${endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Lotus Trading</Nm></Pty></Dbtr>` +
      `${from === undefined ? '' : `<DbtrAcct><Id><Othr><Id>${from}</Id></Othr></Id></DbtrAcct>`}</RltdPties>` +
      `${bic === '' ? '' : `<RltdAgts><DbtrAgt><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></DbtrAgt></RltdAgts>`}` +
      `<RmtInf><Ustrd>${words ?? ''}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.08"><${root}><GrpHdr><MsgId>${messageId}</MsgId>` +
    `<CreDtTm>${on}T18:00:00</CreDtTm></GrpHdr><${report}><Id>${reportId}</Id><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>${stated}${told.join('')}</${report}></${root}></Document>\n`
  )
}
