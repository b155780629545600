/**
 * What customs may ask for before (or after) it lets goods go.
 *
 * Controls add up: each hit brings its own, and the consignment is asked for all of them, each once.
 */
export const CONTROLS = ['after-release-check', 'document-check', 'other-agency', 'scan', 'sample', 'examination', 'hold'] as const
export type Control = (typeof CONTROLS)[number]

/** Controls that have to be answered before release; the others follow it. */
export function isBeforeRelease(control: Control): boolean {
  return control !== 'after-release-check'
}

/** The same controls, each once, in the order of `CONTROLS`. */
export function eachOnce(controls: Iterable<Control>): readonly Control[] {
  const asked = new Set(controls)
  return CONTROLS.filter(control => asked.has(control))
}

/**
 * What a trusted trader's hit asks for instead: one step less. A hold, a sample and another agency's control are never lowered.
 *
 * @source RKC General Annex ch. 3, standard 3.32 (special procedures for authorised persons)
 */
export function lowerByOneStep(control: Control): Control {
  switch (control) {
    case 'examination':
    case 'scan':
      return 'document-check'
    case 'document-check':
      return 'after-release-check'
    case 'after-release-check':
    case 'other-agency':
    case 'sample':
    case 'hold':
      return control
  }
}
