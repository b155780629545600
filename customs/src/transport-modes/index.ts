export * from './compare.ts'
export { countAlike, describeMode, type ModePack, type PackProvision, type PackSubject } from './describe.ts'
export * from './issues.ts'
export { MODE_SUBJECTS, type ModeContext, type ModeProvision, type ModeSubjectName } from './provision.ts'
