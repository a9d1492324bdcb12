import type { VerdictLevel, VerdictState } from '@wuzei/domain'

/** True where people have confirmed it: one fixed the verdict, or members or police said so and it reads so. */
export function isConfirmedByPeople({ pin, tiers }: VerdictState, level: VerdictLevel): boolean {
  if (level !== 'confirmed') return false
  return pin !== null || tiers.some(({ tier }) => tier === 'member' || tier === 'police')
}
