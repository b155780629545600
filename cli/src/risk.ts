import type { Command } from 'commander'
import { registerEvaluate } from './risk-evaluate.ts'
import { registerModels } from './risk-models.ts'
import { registerSimulate } from './risk-simulate.ts'

export function register(program: Command): void {
  const risk = program
    .command('risk')
    .description('How the few are found: measured on a past of one’s own, in this process; and the models of a node.')
  registerEvaluate(risk)
  registerSimulate(risk)
  registerModels(risk)
}
