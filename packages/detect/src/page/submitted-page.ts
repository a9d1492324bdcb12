/** A program that a page offers for download, as far as whoever fetched it knows. */
export interface OfferedProgram {
  readonly url?: string | undefined
  /** Android package name or iOS bundle identifier. */
  readonly packageName?: string | undefined
  /** SHA-256 of the file and of its signing certificate, 64 hexadecimal digits. */
  readonly sha256?: string | undefined
  readonly certificateSha256?: string | undefined
}

/** A page as somebody fetched it. It is read, never run. */
export interface SubmittedPage {
  /** Address at which the browser ended. */
  readonly finalUrl: string
  /** Addresses asked before it, first first; the final one not included. */
  readonly redirects?: readonly string[] | undefined
  /** Source of the page; what is beyond `maxHtmlLength` is not read. */
  readonly html: string
  /** Title as the browser showed it, where scripts changed it. */
  readonly title?: string | undefined
  /** SHA-256 of the icon's bytes, 64 hexadecimal digits. */
  readonly faviconSha256?: string | undefined
  readonly status?: number | undefined
  readonly contentType?: string | undefined
  /** Scripts fetched beside the page. */
  readonly scripts?: readonly string[] | undefined
  readonly programs?: readonly OfferedProgram[] | undefined
}

/** UTF-16 units of source that are read: the largest honest pages of our fixtures and of the web at large are below. */
export const maxHtmlLength = 2 * 1024 * 1024
