import { type AdmittedFile, evidenceMediaTypes, type EvidenceMediaType } from './evidence-file.ts'

/**
 * Headers under which a file may leave the hub: to be saved, never shown in the page's origin, and should a
 * browser show it all the same, without scripts, forms, frames or any request.
 */
export function downloadHeaders(file: Pick<AdmittedFile, 'sha256' | 'mediaType'>): Record<string, string> {
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${downloadName(file)}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  }
}

/** Name under which a file is saved: made of its digest, since the name its sender gave may be anybody's. */
export function downloadName(file: Pick<AdmittedFile, 'sha256' | 'mediaType'>): string {
  return `evidence-${file.sha256.slice(0, 12)}.${evidenceMediaTypes[file.mediaType]}`
}

/** A stored media type as one that may leave the hub; undefined for what no admitted file can have. */
export function asEvidenceMediaType(mediaType: string): EvidenceMediaType | undefined {
  return isEvidenceMediaType(mediaType) ? mediaType : undefined
}

function isEvidenceMediaType(mediaType: string): mediaType is EvidenceMediaType {
  return Object.hasOwn(evidenceMediaTypes, mediaType)
}
