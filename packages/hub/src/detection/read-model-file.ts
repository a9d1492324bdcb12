import {
  classifyText,
  classifyUrl,
  loadTextModel,
  loadUrlModel,
  type TextModel,
  type UrlModel,
} from '@wuzei/detect'
import { CodedError } from '@wuzei/domain'

/** Largest model file taken in: twice what a phone may be asked to load. */
export const largestModelBytes = 8 * 1024 * 1024

/** A model read from its file. */
export type ReadModel =
  | { readonly kind: 'url'; readonly name: string; readonly model: UrlModel }
  | { readonly kind: 'text'; readonly name: string; readonly model: TextModel }

/**
 * Reads a file as the model it is: its mark, its version, its size, and whether it was made for the features of this
 * version of the hub. It is then asked once about an example, since a file may be whole and still give no number.
 *
 * @throws CodedError MODEL_INVALID
 */
export function readModelFile(bytes: Uint8Array): ReadModel {
  if (bytes.length > largestModelBytes)
    throw new CodedError('MODEL_INVALID', `a model has ${largestModelBytes} bytes at most`)
  const attempts = [
    () => {
      const model = loadUrlModel(bytes)
      return { kind: 'url', name: model.name, model } as const
    },
    () => {
      const model = loadTextModel(bytes)
      return { kind: 'text', name: model.name, model } as const
    },
  ]
  const faults: string[] = []
  for (const read of attempts) {
    try {
      const found = read()
      if (!/^(url|text)@[0-9a-z.+-]{1,48}$/.test(found.name))
        throw new RangeError('Its version is not of digits, small letters, dots, plus and minus')
      requireSense(found)
      return found
    } catch (error) {
      // What the loaders throw for bytes that are no model of this version; everything else is a defect.
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error
      faults.push(error.message)
    }
  }
  throw new CodedError('MODEL_INVALID', faults.join('; '))
}

/** A file may be whole and still hold numbers that make none. */
function requireSense(read: ReadModel): void {
  const { score } =
    read.kind === 'url'
      ? classifyUrl(read.model, 'http://icbc.com.cn.pay-refund.top/login')
      : classifyText(read.model, '您的账户已冻结，请点击链接 http://a.top/ 解冻')
  if (!(score >= 0 && score <= 1)) throw new RangeError('It gives no probability')
}
