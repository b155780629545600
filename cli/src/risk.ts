import type { Command } from 'commander'
import { registerEvaluate } from './risk-evaluate.ts'

export function register(program: Command): void {
  const risk = program
    .command('risk')
    .description('How well the few are found: measured on an administration’s own past, in this process, without a node.')
  registerEvaluate(risk)
}
