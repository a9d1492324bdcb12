import { Tag } from 'antd'
import { useWords } from '../session/use-preferences.ts'

const looks: Record<string, { color: string; sign: string }> = {
  safe: { color: 'green', sign: '✓' },
  unknown: { color: 'default', sign: '?' },
  suspicious: { color: 'gold', sign: '!' },
  high: { color: 'orange', sign: '!!' },
  confirmed: { color: 'red', sign: '✕' },
}

/** A level in its word, with a sign and a colour: never by colour alone. */
export function LevelTag({ level }: { readonly level: string }) {
  const { levels } = useWords()
  const look = looks[level]
  return (
    <Tag {...(look ? { color: look.color } : {})} className="level">
      <span aria-hidden="true">{look?.sign} </span>
      {levels[level] ?? level}
    </Tag>
  )
}
