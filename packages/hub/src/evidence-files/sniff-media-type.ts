import { fileTypeFromBuffer } from 'file-type'
import type { EvidenceMediaType } from './evidence-file.ts'

/** HEIC is no evidence type of its own: it goes in, and comes out as JPEG, where it can be decoded at all. */
export type SniffedMediaType = EvidenceMediaType | 'image/heic'

/**
 * Tells the type from the content alone; names and headers of uploads are the sender's say. Undefined for all that
 * is not on the list: programs, archives, and documents that can hold scripts (HTML, SVG, Office).
 */
export async function sniffMediaType(bytes: Uint8Array): Promise<SniffedMediaType | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  if (found !== undefined) return accepted.get(found.mime)
  return isPlainText(bytes) ? 'text/plain' : undefined
}

const accepted: ReadonlyMap<string, SniffedMediaType> = new Map<string, SniffedMediaType>([
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['image/apng', 'image/png'],
  ['image/webp', 'image/webp'],
  ['image/gif', 'image/gif'],
  ['image/heic', 'image/heic'],
  ['image/heif', 'image/heic'],
  ['application/pdf', 'application/pdf'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/mp4', 'audio/mp4'],
  ['audio/mpeg', 'audio/mpeg'],
  ['audio/amr', 'audio/amr'],
  ['audio/wav', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
  ['video/mp4', 'video/mp4'],
])

/**
 * UTF-8 without control characters, and not the beginning of markup or a script: those would be run, not read, by
 * whoever opens the file after the download.
 */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  const text = decodeStrictly(bytes)
  if (text === undefined) return false
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false
  }
  const start = text.slice(0, 4096)
  return !/^\s*(#!|%!|\{\\rtf|@echo\b)|<\s*(!doctype|\?xml|\/?[a-z][a-z0-9:-]*[\s/>])/i.test(start)
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    // Only "not UTF-8" is an answer; anything else is a fault of ours.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
