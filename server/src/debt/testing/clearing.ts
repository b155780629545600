/** What the clearing says of one payout. */
interface ToldStatus {
  readonly payout: string
  readonly status: string
  readonly reason?: string
}

/** A status report of the clearing (pacs.002), as it would write it. */
export function pacs002(messageId: string, told: readonly ToldStatus[]): string {
  const transactions = told.map(
    ({ payout, status, reason }) =>
      `<TxInfAndSts><OrgnlInstrId>${reference(payout)}</OrgnlInstrId><OrgnlEndToEndId>${reference(payout)}</OrgnlEndToEndId><TxSts>${status}</TxSts>` +
      `${reason === undefined ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`}</TxInfAndSts>`,
  )
  return document('pacs.002.001.10', 'FIToFIPmtStsRpt', `${header(messageId)}</GrpHdr>${transactions.join('')}`)
}

interface ToldReturn {
  readonly payout: string
  readonly amount: string
  readonly currency?: string
  readonly reason?: string
}

/** A return of payments (pacs.004), as the clearing would write it. */
export function pacs004(messageId: string, told: readonly ToldReturn[], count = told.length): string {
  const transactions = told.map(
    ({ payout, amount, currency = 'VND', reason = 'AC04' }, index) =>
      `<TxInf><RtrId>${messageId}-${index}</RtrId><OrgnlEndToEndId>${reference(payout)}</OrgnlEndToEndId><OrgnlUETR>${payout}</OrgnlUETR>` +
      `<RtrdIntrBkSttlmAmt Ccy="${currency}">${amount}</RtrdIntrBkSttlmAmt><RtrRsnInf><Rsn><Cd>${reason}</Cd></Rsn></RtrRsnInf></TxInf>`,
  )
  return document('pacs.004.001.09', 'PmtRtr', `${header(messageId)}<NbOfTxs>${count}</NbOfTxs></GrpHdr>${transactions.join('')}`)
}

function document(message: string, name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}"><${name}>${content}</${name}></Document>\n`
}

function header(messageId: string): string {
  return `<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-11-22T10:00:00</CreDtTm>`
}

function reference(payout: string): string {
  return payout.replaceAll('-', '')
}
