import { listAssessmentCases } from '../testing/assessment-vectors.ts'
import { testVectors } from '../testing/test-vectors.ts'

testVectors(listAssessmentCases())
