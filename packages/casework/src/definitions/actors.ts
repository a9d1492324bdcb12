import type { ActorRule } from '../engine/definition.ts'

/** Groups of roles that definitions name over and over. */
export const officers: readonly ActorRule[] = ['STN_OFF', 'CTY_OFF', 'PRV_OFF', 'MIN_OFF']
export const supervisors: readonly ActorRule[] = ['CTY_SUP', 'PRV_SUP', 'MIN_SUP']
export const bank: readonly ActorRule[] = ['BNK_DSK', 'BNK_SUP']
export const operator: readonly ActorRule[] = ['TEL_DSK', 'TEL_SUP']
export const timer: readonly ActorRule[] = ['system:timer']
export const sender: readonly ActorRule[] = ['system:sender']
/** What follows from another entity’s change. */
export const engine: readonly ActorRule[] = ['system:engine']
