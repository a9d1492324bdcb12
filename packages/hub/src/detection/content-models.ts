import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadTextModel, loadUrlModel, type TextModel, type UrlModel } from '@wuzei/detect'

/**
 * How a model's file was found. A hub without models still answers what the library knows, so a file that is missing or
 * damaged stops nothing; it is said in the log and in `/healthz`.
 */
export type ModelState = 'ready' | 'missing' | 'damaged'

/** One model, or why there is none. */
export interface LoadedModel<Model> {
  readonly state: ModelState
  readonly model: Model | undefined
}

/** The models that judge what the library does not know. They hold working memory: one set serves one thread. */
export interface ContentModels {
  readonly url: LoadedModel<UrlModel>
  readonly text: LoadedModel<TextModel>
}

/** Where the models lie that are shipped with the hub. */
function shippedModels(): string {
  return fileURLToPath(new URL('.', import.meta.resolve('@wuzei/detect/models/url.wzm')))
}

/** Reads the models, once for a process; with null it reads none. */
export async function loadContentModels(directory: string | null = shippedModels()): Promise<ContentModels> {
  if (directory === null) return { url: noModel, text: noModel }
  const [url, text] = await Promise.all([
    loadModel(join(directory, 'url.wzm'), loadUrlModel),
    loadModel(join(directory, 'text.wzm'), loadTextModel),
  ])
  return { url, text }
}

const noModel = { state: 'missing', model: undefined } as const

async function loadModel<Model>(
  path: string,
  load: (bytes: Uint8Array) => Model,
): Promise<LoadedModel<Model>> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return { state: 'missing', model: undefined }
  }
  try {
    return { state: 'ready', model: load(bytes) }
  } catch (error) {
    // What a loader throws for bytes that are no model of this version; everything else is a defect.
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error
    return { state: 'damaged', model: undefined }
  }
}
