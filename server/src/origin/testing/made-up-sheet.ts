/** A sheet of product rules that no gazette printed: one rule, for pumps. */
export const SHEET_HEAD = {
  id: 'made-up-84',
  agreement: 'atiga',
  hsVersion: '2022',
  validFrom: '2026-01-01',
  legalRef: 'a rule made up for this test',
  source: 'this test',
  confidence: 'assumed',
  alternatives: 'all',
  chapters: ['84'],
}

export const SHEET_ROWS = 'code,ex,rule,ref\n8413,,RVC 40 | CTSH,M 1\n'
