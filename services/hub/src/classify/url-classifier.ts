import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { classifyUrl, loadUrlModel } from '@wuzei/detect'
import type { Classifier } from './classifier.ts'

/** Links by their letters alone. */
export const urlClassifier: Classifier = {
  name: 'url',
  example: '{"id":1,"url":"https://..."}',

  async open() {
    const model = loadUrlModel(
      await readFile(fileURLToPath(import.meta.resolve('@wuzei/detect/models/url.wzm'))),
    )
    return ({ url }) => (typeof url === 'string' ? classifyUrl(model, url) : 'the line has no "url"')
  },
}
