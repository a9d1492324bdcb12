import { existsSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { classifyUrl, loadUrlModel } from '@wuzei/detect'
import {
  collectLabelled,
  encodeUrlModel,
  measureDrift,
  trainUrl,
  writeUrlModelCard,
} from '@wuzei/detect/train'
import type { Trainer } from './trainer.ts'

/** The link model: `url/labelled.tsv` to learn from, `url/openphish-2025.tsv`, where there, to measure drift on. */
export const urlTrainer: Trainer = {
  name: 'url',

  async train({ data, out, seed, say }) {
    const folder = existsSync(join(data, 'url')) ? join(data, 'url') : data
    const labelled = collectLabelled()
    for await (const line of linesOf(join(folder, 'labelled.tsv'))) labelled.add(line)
    const collected = labelled.result()
    const training = trainUrl(collected.rows, { seed, progress: say })
    const bytes = encodeUrlModel(training.parts)
    const model = loadUrlModel(bytes)
    const drift = measureDrift((url) => classifyUrl(model, url))
    const later = join(folder, 'openphish-2025.tsv')
    if (existsSync(later)) {
      say('measuring drift')
      for await (const line of linesOf(later)) drift.add(line)
    }
    const report = { training, collected, drift: drift.result(), modelBytes: bytes.length, seed }
    await writeFile(join(out, 'url.wzm'), bytes)
    await writeFile(join(out, 'url.md'), writeUrlModelCard(report))
    const { heldOut, acrossSources } = training
    return { model: model.name, bytes: bytes.length, heldOut, acrossSources, drift: report.drift }
  },
}

async function* linesOf(file: string): AsyncGenerator<string, void> {
  const handle = await open(file)
  yield* handle.readLines()
}
