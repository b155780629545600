import { listOriginCases } from '../testing/origin-vectors.ts'
import { testVectors } from '../testing/test-vectors.ts'

testVectors(listOriginCases())
