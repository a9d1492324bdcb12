/** One thing a page asks to be filled in. */
export interface PageField {
  /** `input`'s type, lower case; `select` and `textarea` for those. */
  readonly type: string
  readonly name: string
  /** Everything that tells what it is for: name, id, placeholder, labels, the words before it; lower case. */
  readonly words: string
}

/** A form, or the fields that stand in none. */
export interface PageForm {
  /** As written; null where the page itself or a script takes the answers. */
  readonly action: string | null
  readonly method: string
  readonly fields: readonly PageField[]
}

/** A picture with what stands for it. */
export interface PageImage {
  readonly source: string
  readonly alt: string
  /** True where class, id or file name say that it is a logo. */
  readonly isLogo: boolean
}

/** A page within the page. */
export interface PageFrame {
  readonly source: string
  /** True where it takes the whole window. */
  readonly covers: boolean
}

/** What one pass over a page's source finds. Everything is bounded; `wasCut` tells when something was left out. */
export interface PageReading {
  readonly title: string
  /** Text that is shown, white space joined. */
  readonly text: string
  /** Text in elements that are hidden by their own attributes. */
  readonly hiddenText: string
  readonly base: string | null
  readonly canonical: string | null
  readonly openGraphUrl: string | null
  readonly siteName: string
  /** `content` of `meta http-equiv=refresh`. */
  readonly refresh: string | null
  readonly forms: readonly PageForm[]
  readonly images: readonly PageImage[]
  readonly frames: readonly PageFrame[]
  /** Addresses of icons, style sheets and scripts, as written. */
  readonly icons: readonly string[]
  readonly styles: readonly string[]
  readonly scriptSources: readonly string[]
  /** Addresses of links, as written, each once. */
  readonly links: readonly string[]
  /** Source of scripts within the page, one by one. */
  readonly scripts: readonly string[]
  /** Values of `on…` attributes, joined by line ends. */
  readonly handlers: string
  readonly comments: readonly string[]
  /** Shape of the page: one entry an element, in order. */
  readonly shape: readonly ShapeElement[]
  readonly wasCut: boolean
}

/** What of an element belongs to a page's shape. */
export interface ShapeElement {
  readonly tag: string
  /** As written. */
  readonly classes: string
  /** Of inputs, else ''. */
  readonly type: string
  readonly name: string
}
