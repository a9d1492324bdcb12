import { Tag } from 'antd'
import { useWords } from '../../session/use-preferences.ts'

const colours: Readonly<Record<string, string>> = {
  allow: 'default',
  'no-hit': 'default',
  warn: 'gold',
  hold: 'orange',
  refuse: 'red',
  hit: 'red',
}
const marks: Readonly<Record<string, string>> = {
  allow: '○',
  'no-hit': '○',
  warn: '△',
  hold: '◑',
  refuse: '✕',
  hit: '✕',
}

/** An answer by colour, mark and word. */
export function DecisionTag({ decision }: { readonly decision: string }) {
  const { payments } = useWords()
  return (
    <Tag color={colours[decision] ?? 'default'}>
      <span aria-hidden="true">{marks[decision] ?? ''} </span>
      {payments.decisions[decision] ?? decision}
    </Tag>
  )
}
