import { createReadStream, existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { collectTexts, encodeTextModel, trainText, writeTextModelCard } from '@wuzei/detect/train'
import type { Trainer } from './trainer.ts'

/** The text model: two collections of messages and one of calls, and the project's own texts. */
export const textTrainer: Trainer = {
  name: 'text',

  async train({ data, out, seed, say }) {
    const collected = collectTexts()
    for await (const line of linesOf(data, 'sms', 'fake-base-station-zh.tsv')) collected.addBaseStation(line)
    for await (const line of linesOf(data, 'sms', 'personal-zh.tsv')) collected.addPersonal(line)
    for await (const line of linesOf(data, 'dialogue', 'teleantifraud-zh.tsv')) collected.addDialogue(line)
    const { rows, dialogues, duplicates } = collected.result()
    say(`${rows.length} texts, ${dialogues} dialogues, ${duplicates} duplicates left out`)
    const training = trainText(rows, { seed, progress: say })
    const bytes = encodeTextModel(training.weights, { seed })
    await writeFile(join(out, 'text.wzm'), bytes)
    await writeFile(join(out, 'text.md'), writeTextModelCard({ training, modelBytes: bytes.length, seed }))
    const { byCluster, byRow, heldOut, acrossSources, weights } = training
    const { sharpness, suspiciousAbove, highAbove, version } = weights
    return {
      model: `text@${version}`,
      bytes: bytes.length,
      sharpness,
      suspiciousAbove,
      highAbove,
      byCluster,
      byRow,
      heldOut,
      acrossSources,
    }
  },
}

/** Lines of a file in its folder, or right in the data folder. */
function linesOf(data: string, folder: string, name: string): AsyncIterable<string> {
  const inFolder = join(data, folder, name)
  const file = existsSync(inFolder) ? inFolder : join(data, name)
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}
