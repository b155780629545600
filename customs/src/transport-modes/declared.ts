import { formedKindsOf, meansKindsOf, needsTransportDocument } from '../declaration/index.ts'
import type { ModeBasis, ModeProvision, SubjectReader } from './provision.ts'

const V15: ModeBasis = {
  by: 'rule',
  id: 'V15',
  legalRef: 'the catalogue of rules that all states share',
  source: 'domain notes §4.5 (design)',
  confidence: 'assumed',
}
const V45: ModeBasis = {
  by: 'rule',
  id: 'V45',
  legalRef: 'the catalogue of rules that all states share',
  source: 'IMO A.1117(30); IATA flight numbers; domain notes §4.5 (design)',
  confidence: 'assumed',
}
const V46: ModeBasis = {
  by: 'rule',
  id: 'V46',
  legalRef: 'the catalogue of rules that all states share',
  source: 'UN/ECE Recommendation 19; Commission Implementing Regulation (EU) 2021/235 annex B, 19 05 017',
  confidence: 'assumed',
}

/** What a declaration has to say of its transport document and of the means that crosses the border: the tables the rules themselves read. */
export const listDeclared: SubjectReader = mode => {
  const kinds = meansKindsOf(mode) ?? []
  const known: readonly ModeProvision[] = kinds.map(kind => ({ code: `transport-modes.number-${kind}`, params: {}, basis: V46 }))
  const formed: readonly ModeProvision[] = formedKindsOf(mode).map(kind => ({
    code: `transport-modes.form-${kind}`,
    params: {},
    basis: V45,
  }))
  return [
    {
      subject: 'transport-document',
      about: 'import',
      provisions: [
        {
          code: needsTransportDocument(mode) ? 'transport-modes.document-needed' : 'transport-modes.document-not-needed',
          params: {},
          basis: V15,
        },
      ],
    },
    {
      subject: 'means-number',
      about: 'border',
      provisions: kinds.length === 0 ? [{ code: 'transport-modes.number-any', params: {}, basis: V46 }] : [...known, ...formed],
    },
  ]
}
