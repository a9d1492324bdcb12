import type { TextRow } from './text-row.ts'

/** Marks between the turns of a dialogue. */
const turnMark = ' || '

/** Reads a line of `sms/fake-base-station-zh.tsv`: label, masked text. */
export function baseStationRow(line: string): TextRow | null {
  const [label = '', text = ''] = line.split('\t')
  const kind = label.startsWith('AD')
    ? 'ad'
    : label.startsWith('FR')
      ? 'fraud'
      : label.startsWith('IL')
        ? 'illegal'
        : 'other'
  if (text === '' || label === 'label') return null
  return {
    source: 'base-station',
    label: kind,
    text,
    fraudType: baseStationTypes[label] ?? null,
    group: -1,
    weight: 1,
  }
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

/**
 * Reads a line of `dialogue/teleantifraud-zh.tsv`: the caller's part as a whole, and of the single turns every third,
 * because the others say little new. What the person called says is honest in either case.
 */
export function dialogueRows(line: string, group: number): TextRow[] {
  const [label = '', type = '', caller = '', callee = ''] = line.split('\t')
  if (label !== 'fraud' && label !== 'normal') return []
  const base = { source: 'dialogue', group } as const
  const fraudType = dialogueTypes[type] ?? null
  const turns = caller.split(turnMark)
  const rows: TextRow[] = [{ ...base, label, text: turns.join(' '), fraudType, weight: 1 }]
  const third = <T>(values: readonly T[]) => values.filter((_, turn) => (group + turn) % 3 === 0)
  if (turns.length > 1)
    for (const text of third(turns)) rows.push({ ...base, label, text, fraudType, weight: turnWeight })
  for (const text of third(callee.split(turnMark)))
    rows.push({ ...base, label: 'normal', text, fraudType: null, weight: answerWeight })
  return rows.filter((row) => row.text.trim() !== '')
}

/** One turn alone says less than a call: many turns of swindlers are polite nothings. */
const turnWeight = 0.25
/** Enough to learn that talking of banks is no fraud, too little to make everything normal. */
const answerWeight = 0.03
