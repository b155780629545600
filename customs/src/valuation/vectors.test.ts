import { testVectors } from '../testing/test-vectors.ts'
import { listValuationCases } from '../testing/valuation-vectors.ts'

testVectors(listValuationCases())
