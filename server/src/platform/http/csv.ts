/** Rows as CSV, each line ended as RFC 4180 has it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map(cells => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** A cell that no spreadsheet takes for a formula. @source OWASP, CSV Injection */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
