/** How a control stands: nothing recorded yet, found in order, or found against the declaration. */
export type ControlOutcome = 'outstanding' | 'satisfied' | 'adverse'

export interface Control {
  /** The control as risk names it: `document-check`, `examination`, `scan` … */
  readonly kind: string
  /** The consignment it is about, of a declaration about several. */
  readonly consignment?: string
  readonly outcome: ControlOutcome
}

/** A control that is asked: its kind, or of which consignment besides. */
export type AskedControl = string | { readonly kind: string; readonly consignment: string }

/** An officer deviated: what was waived is asked no more, what is asked besides is outstanding. */
export function afterOverride(
  controls: readonly Control[],
  { waived, asked }: { readonly waived: readonly AskedControl[]; readonly asked: readonly AskedControl[] },
): readonly Control[] {
  const gone = waived.map(controlOf)
  const kept = controls.filter(control => !gone.some(each => isSame(each, control)))
  const added = asked.map(controlOf).filter(control => !kept.some(each => isSame(each, control)))
  return [...kept, ...added.map(control => ({ ...control, outcome: 'outstanding' as const }))]
}

/** Screening again, on arrival, asks no one to repeat what was already found in order on this version. */
export function keepOutcome(controls: readonly Control[], asked: AskedControl): Control {
  const control = controlOf(asked)
  return controls.find(each => isSame(each, control)) ?? { ...control, outcome: 'outstanding' }
}

function controlOf(asked: AskedControl): Pick<Control, 'kind' | 'consignment'> {
  return typeof asked === 'string' ? { kind: asked } : asked
}

export function isSame(one: Pick<Control, 'kind' | 'consignment'>, other: Pick<Control, 'kind' | 'consignment'>): boolean {
  return one.kind === other.kind && one.consignment === other.consignment
}
