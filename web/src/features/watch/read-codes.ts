/**
 * The codes, or beginnings of codes, in what somebody typed, each once. Commas, semicolons, lines and spaces part them; dots do not, and neither does a space before
 * one or two digits where a heading stands before it: `6205 20` is one code, as schedules print it.
 */
export function readCodes(text: string): readonly string[] {
  const codes: string[] = []
  for (const part of text.split(/[,;\n]+/)) {
    let before: string | undefined
    for (const token of part.split(/\s+/)) {
      const digits = token.replace(/\D/g, '')
      if (digits === '') continue
      const isGoneOn = before !== undefined && before.length >= 4 && digits.length <= 2
      if (isGoneOn) codes.pop()
      before = isGoneOn ? `${before}${digits}` : digits
      codes.push(before)
    }
  }
  return [...new Set(codes)]
}
