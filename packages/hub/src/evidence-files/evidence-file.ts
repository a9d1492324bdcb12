/** A file that has passed: cleaned, measured and named after its content. */
export interface AdmittedFile {
  /** SHA-256 of `bytes`, 64 hex digits: the file's name everywhere. */
  readonly sha256: string
  readonly mediaType: EvidenceMediaType
  readonly bytes: Buffer
  /** Pixels as shown; null for what is no picture. */
  readonly width: number | null
  readonly height: number | null
  /** True when nothing but the content is left; false for documents and sound, which are kept as they came. */
  readonly metadataRemoved: boolean
  /** Texts of the QR codes in a picture, each once. */
  readonly qr: readonly string[]
}

/** What may be evidence: pictures that can be drawn anew, documents, sound, short films, plain text. */
export const evidenceMediaTypes = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/amr': 'amr',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
} as const

export type EvidenceMediaType = keyof typeof evidenceMediaTypes

export interface EvidenceFileLimits {
  /** Bytes of one upload: a phone's full-size photo or minutes of recorded speech. */
  readonly bytes: number
  /** Width times height: the largest phone sensors in their usual mode, 200 MB once decoded. */
  readonly pixels: number
  /** Frames of an animation: a screen recording as GIF; each is decoded in full. */
  readonly frames: number
  /** Files decoded at once: each holds a core and a decoded picture. */
  readonly concurrency: number
  /** Files that may wait for that, held in memory; beyond it callers are told to come back. */
  readonly queue: number
}

export const defaultEvidenceFileLimits: EvidenceFileLimits = {
  bytes: 10 * 1024 * 1024,
  pixels: 50_000_000,
  frames: 100,
  concurrency: 2,
  queue: 16,
}
