import { type AdmittedFile, evidenceMediaTypes } from './evidence-file.ts'

/**
 * Headers under which a file may leave the hub: to be saved, never shown in the page's origin, and should a
 * browser show it all the same, without scripts, forms, frames or any request.
 */
export function downloadHeaders(file: Pick<AdmittedFile, 'sha256' | 'mediaType'>): Record<string, string> {
  const name = `evidence-${file.sha256.slice(0, 12)}.${evidenceMediaTypes[file.mediaType]}`
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  }
}
