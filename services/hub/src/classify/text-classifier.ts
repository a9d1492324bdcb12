import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { classifyText, loadTextModel } from '@wuzei/detect'
import type { Classifier } from './classifier.ts'

/** Messages by their words, and by their sender where it is known. */
export const textClassifier: Classifier = {
  name: 'text',
  example: '{"id":1,"text":"...","from":"95588"}',

  async open() {
    const model = loadTextModel(
      await readFile(fileURLToPath(import.meta.resolve('@wuzei/detect/models/text.wzm'))),
    )
    return ({ text, from }) => {
      if (typeof text !== 'string') return 'the line has no "text"'
      return classifyText(model, text, typeof from === 'string' ? { from } : {})
    }
  },
}
