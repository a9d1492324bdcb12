import { baseStationRow, dialogueRows, personalRow } from './source-rows.ts'
import type { TextRow } from './text-row.ts'

/** Collects labelled texts from the lines of three files; the same text with the same label counts once a source. */
export function collectTexts() {
  const rows: TextRow[] = []
  const seen = new Set<string>()
  let dialogues = 0
  let duplicates = 0
  const add = (row: TextRow | null): void => {
    if (row === null) return
    const key = `${row.source} ${row.label} ${row.text}`
    if (row.source !== 'dialogue' && seen.has(key)) duplicates += 1
    else {
      seen.add(key)
      rows.push(row)
    }
  }
  return {
    /** A line of `sms/fake-base-station-zh.tsv`. */
    addBaseStation: (line: string): void => add(baseStationRow(line)),
    /** A line of `sms/personal-zh.tsv`. */
    addPersonal: (line: string): void => add(personalRow(line)),
    /** A line of `dialogue/teleantifraud-zh.tsv`. */
    addDialogue(line: string): void {
      const found = dialogueRows(line, dialogues)
      if (found.length > 0) dialogues += 1
      for (const row of found) add(row)
    },
    result: () => ({ rows, dialogues, duplicates }),
  }
}
