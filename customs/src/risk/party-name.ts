/** How a company says what it is, in the states' languages and in those they trade with: no part of its name. General knowledge, no list of a law. */
const LEGAL_FORMS = [
  'công ty trách nhiệm hữu hạn một thành viên',
  'công ty trách nhiệm hữu hạn',
  'công ty tnhh một thành viên',
  'công ty tnhh mtv',
  'công ty tnhh',
  'công ty cổ phần',
  'công ty cp',
  'công ty',
  'joint stock company',
  'private limited',
  'public company limited',
  'public company ltd',
  'public co limited',
  'public co ltd',
  'public limited company',
  'company limited',
  'sendirian berhad',
  'sdn bhd',
  'pte ltd',
  'pvt ltd',
  'pty ltd',
  'co ltd',
  'berhad',
  'company',
  'limited',
  'corporation',
  'incorporated',
  'perseroan terbatas',
  ...['bhd', 'co', 'corp', 'cv', 'gmbh', 'inc', 'jsc', 'llc', 'llp', 'ltd', 'mtv', 'pcl', 'plc', 'pt', 'pte', 'tbk', 'tnhh'],
]

/** The same where words are written without spaces between them. */
const LEGAL_FORMS_JOINED = ['บริษัท', 'จำกัด', 'มหาชน', 'ห้างหุ้นส่วน', 'ບໍລິສັດ', 'ຈຳກັດ']

/** Words as they are compared: letters and digits, without accents, in capitals. */
export function foldWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toUpperCase()
      .replace(/Đ/g, 'D')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

const FOLDED = LEGAL_FORMS.map(form => ` ${foldWords(form).join(' ')} `)
const FOLDED_JOINED = LEGAL_FORMS_JOINED.map(form => foldWords(form).join(''))

/** The words of a name without its legal form; all of them where nothing else is left. */
export function nameWords(text: string): readonly string[] {
  const words = foldWords(text)
  let rest = ` ${words.map(withoutJoined).join(' ')} `
  for (const form of FOLDED) while (rest.includes(form)) rest = rest.replace(form, ' ')
  const left = rest.split(' ').filter(word => word !== '')
  return left.length === 0 ? words : left
}

function withoutJoined(word: string): string {
  return FOLDED_JOINED.reduce(
    (rest, form) => (rest.startsWith(form) ? rest.slice(form.length) : rest.endsWith(form) ? rest.slice(0, -form.length) : rest),
    word,
  )
}
