import type { TextRow } from './text-row.ts'

/** Marks between the turns of a dialogue. */
const turnMark = ' || '

/** Reads a line of `sms/fake-base-station-zh.tsv`: label, masked text. */
export function baseStationRow(line: string): TextRow | null {
  const [label = '', text = ''] = line.split('\t')
  const kind = label.startsWith('AD') ? 'ad' : label.startsWith('FR') ? 'fraud' : label.startsWith('IL') ? 'illegal' : 'other'
  if (text === '' || label === 'label') return null
  return { source: 'base-station', label: kind, text, fraudType: baseStationTypes[label] ?? null, group: -1, weight: 1 }
}

/** What the finer labels are in the taxonomy; `FR:Other` is a mixture. */
const baseStationTypes: Readonly<Record<string, string>> = {
  'FR:Financial': 'F02',
  'IL:Gambling': 'F16',
  'IL:Escort_service': 'F01',
  'IL:Fake_ID_and_invoice': 'F19',
}

/** Reads a line of `sms/personal-zh.tsv`: the label, always normal, and the text. */
export function personalRow(line: string): TextRow | null {
  const [label = '', text = ''] = line.split('\t')
  if (text === '' || label === 'label') return null
  return { source: 'personal', label: 'normal', text, fraudType: null, group: -1, weight: 1 }
}

const dialogueTypes: Readonly<Record<string, string>> = {
  彩票诈骗: 'F12',
  投资诈骗: 'F02',
  绑架诈骗: 'F14',
}

/** Reads a line of `dialogue/teleantifraud-zh.tsv`: the caller's part as a whole and turn by turn, and the callee's. */
export function dialogueRows(line: string, group: number): TextRow[] {
  const [label = '', type = '', caller = '', callee = ''] = line.split('\t')
  if (label !== 'fraud' && label !== 'normal') return []
  const base = { source: 'dialogue', group } as const
  const fraudType = dialogueTypes[type] ?? null
  const turns = caller.split(turnMark)
  const rows: TextRow[] = [{ ...base, label, text: turns.join(' '), fraudType, weight: 1 }]
  // One turn alone says less, and many turns of swindlers are polite nothings.
  if (turns.length > 1)
    for (const text of turns) rows.push({ ...base, label, text, fraudType, weight: 0.25 })
  // What the person called says is honest in either case.
  for (const text of callee.split(turnMark)) rows.push({ ...base, label: 'normal', text, fraudType: null, weight: 0.1 })
  return rows.filter((row) => row.text.trim() !== '')
}
