import { useSession } from '../session.ts'
import type { Level } from '../wire.ts'
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
