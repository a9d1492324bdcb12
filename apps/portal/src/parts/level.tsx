import { useSession } from '../session.ts'
import type { Dictionary } from '../language/zh.ts'
import type { Level, Verdict } from '../wire.ts'
import { LevelIcon } from './icons.tsx'

/** A level as colour, icon and word together; colour alone never tells it. */
export function LevelBadge({ level }: { level: Level }) {
  const { t } = useSession()
  return (
    <span class={`badge level-${level}`}>
      <LevelIcon level={level} />
      {t.levels[level]}
    </span>
  )
}

/** From harmless to worst; the worst of several decides. */
export const levelOrder = ['safe', 'unknown', 'suspicious', 'high', 'confirmed'] as const

export function isDangerous(level: Level): boolean {
  return level === 'high' || level === 'confirmed'
}

/** A verdict's level in words; of what is unknown it tells apart what was reported, withdrawn, or never heard of. */
export function levelWords(verdict: Verdict, t: Dictionary): string {
  if (verdict.level !== 'unknown') return t.levels[verdict.level]
  if (verdict.evidence.length > 0) return t.verdict.reportedUnverified
  return verdict.reasons.some(({ code }) => code === 'RETRACTED') ? t.verdict.withdrawn : t.levels.unknown
}
