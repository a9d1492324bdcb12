import { readHtml } from './html-events.ts'
import type { PageField, PageForm, PageFrame, PageImage, PageReading, ShapeElement } from './page-reading.ts'
import { maxHtmlLength } from './submitted-page.ts'
import { hidesItself, isCovering } from './element-style.ts'

/** Limits of what is kept of one page; honest pages of our fixtures stay below a tenth. */
const limits = {
  text: 128 * 1024,
  hiddenText: 16 * 1024,
  title: 400,
  scripts: 512 * 1024,
  handlers: 16 * 1024,
  list: 1_000,
  links: 4_000,
  fields: 400,
  forms: 100,
  comments: 20,
  shape: 8_000,
  /** Open elements that are remembered; deeper ones count as standing beside each other. */
  depth: 256,
} as const

/** Elements that have no end. */
const voidTags: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
/** Elements after which words do not run on. */
const inlineTags: ReadonlySet<string> = new Set(
  'a abbr b bdi big cite code em font i mark q s small span strong sub sup u var'.split(' '),
)

/** Reads a page's source in one pass: forms, names, pictures, frames, scripts, text and shape. Stops between parts. */
export function* readPage(html: string): Generator<void, PageReading> {
  const page = new PageReader()
  yield* readHtml(html.length > maxHtmlLength ? html.slice(0, maxHtmlLength) : html, page)
  return page.finish(html.length > maxHtmlLength)
}

interface OpenForm {
  action: string | null
  method: string
  fields: PageField[]
}

/** Holds what was read so far. */
class PageReader {
  private title = ''
  private readonly text_: TextBuffer = new TextBuffer(limits.text)
  private readonly hidden: TextBuffer = new TextBuffer(limits.hiddenText)
  private readonly stack: { tag: string; hides: boolean }[] = []
  private hiddenDepth = 0
  private readonly forms: OpenForm[] = []
  private readonly loose: OpenForm = { action: null, method: 'get', fields: [] }
  private form: OpenForm | null = null
  private fieldCount = 0
  private label = ''
  private wasCut = false
  private readonly images: PageImage[] = []
  private readonly frames: PageFrame[] = []
  private readonly icons: string[] = []
  private readonly styles: string[] = []
  private readonly scriptSources: string[] = []
  private readonly links = new Set<string>()
  private readonly scripts: string[] = []
  private scriptLength = 0
  private inScript: string[] | null = null
  private readonly handlers: TextBuffer = new TextBuffer(limits.handlers)
  private readonly comments: string[] = []
  private readonly shape: ShapeElement[] = []
  private readonly head: Record<'base' | 'canonical' | 'openGraphUrl' | 'refresh', string | null> = {
    base: null,
    canonical: null,
    openGraphUrl: null,
    refresh: null,
  }
  private siteName = ''

  open(tag: string, attributes: ReadonlyMap<string, string>): void {
    const of = (name: string): string => attributes.get(name) ?? ''
    if (this.shape.length < limits.shape) {
      const isField = tag === 'input'
      const type = isField ? of('type').toLowerCase() || 'text' : ''
      this.shape.push({ tag, classes: of('class').slice(0, 200), type, name: of('name').slice(0, 64) })
    } else this.wasCut = true
    if (!inlineTags.has(tag)) this.shown().space()
    for (const [name, value] of attributes)
      if (name.startsWith('on') && value !== '') this.handlers.add(`${name}=${value}\n`)
    this.readElement(tag, of, attributes)
    if (voidTags.has(tag)) return
    const hides = hidesItself(attributes)
    if (this.stack.length >= limits.depth) {
      this.wasCut = true
      return
    }
    this.stack.push({ tag, hides })
    if (hides) this.hiddenDepth += 1
  }

  close(tag: string): void {
    if (tag === 'script') this.endScript()
    if (tag === 'form') this.form = null
    if (!inlineTags.has(tag)) this.shown().space()
    for (let at = this.stack.length - 1; at >= 0; at -= 1) {
      if (this.stack[at]?.tag !== tag) continue
      for (const { hides } of this.stack.splice(at)) if (hides) this.hiddenDepth -= 1
      return
    }
  }

  text(text: string): void {
    const tag = this.stack.at(-1)?.tag
    if (this.inScript !== null) {
      const rest = limits.scripts - this.scriptLength
      if (rest > 0) this.inScript.push(text.slice(0, rest))
      else this.wasCut = true
      this.scriptLength += text.length
    } else if (tag === 'style' || tag === 'template') return
    else if (tag === 'title') {
      if (this.title.length < limits.title) this.title += text.slice(0, limits.title)
    } else {
      this.shown().add(text)
      const words = text.trim()
      if (words !== '') this.label = words.slice(-40)
    }
  }

  comment(text: string): void {
    if (this.comments.length < limits.comments) this.comments.push(text.trim())
  }

  finish(wasCut: boolean): PageReading {
    this.endScript()
    const forms: PageForm[] = this.forms
    return {
      title: this.title.replace(/\s+/g, ' ').trim(),
      text: this.text_.toString(),
      hiddenText: this.hidden.toString(),
      ...this.head,
      siteName: this.siteName,
      forms: this.loose.fields.length === 0 ? forms : [...forms, this.loose],
      images: this.images,
      frames: this.frames,
      icons: this.icons,
      styles: this.styles,
      scriptSources: this.scriptSources,
      links: [...this.links],
      scripts: this.scripts,
      handlers: this.handlers.toString(),
      comments: this.comments,
      shape: this.shape,
      wasCut: wasCut || this.wasCut || this.text_.isFull,
    }
  }

  private shown(): TextBuffer {
    return this.hiddenDepth > 0 ? this.hidden : this.text_
  }

  private endScript(): void {
    if (this.inScript === null) return
    const source = this.inScript.join('')
    if (source.trim() !== '' && this.scripts.length < limits.list) this.scripts.push(source)
    this.inScript = null
  }

  private readElement(
    tag: string,
    of: (name: string) => string,
    attributes: ReadonlyMap<string, string>,
  ): void {
    if (tag === 'a' || tag === 'area') this.addLink(of('href'))
    else if (tag === 'img') this.addImage(of)
    else if (tag === 'script') {
      this.push(this.scriptSources, of('src'))
      this.inScript = []
    } else if (tag === 'link') this.readLink(of('rel').toLowerCase(), of('href'))
    else if (tag === 'meta') this.readMeta(of)
    else if (tag === 'base') this.head.base ??= of('href') || null
    else if (tag === 'form') this.openForm(of)
    else if (tag === 'iframe' || tag === 'frame' || tag === 'embed' || tag === 'object')
      this.push(this.frames, { source: of('src') || of('data'), covers: isCovering(tag, attributes) })
    else if (tag === 'input' || tag === 'select' || tag === 'textarea') this.addField(tag, of)
    else if (tag === 'button' && of('formaction') !== '' && this.form) this.form.action = of('formaction')
  }

  private push<Item>(list: Item[], item: Item): void {
    if (item === '') return
    if (list.length < limits.list) list.push(item)
    else this.wasCut = true
  }

  private addLink(href: string): void {
    if (href === '') return
    if (this.links.size < limits.links) this.links.add(href)
    else this.wasCut = true
  }

  private addImage(of: (name: string) => string): void {
    const isLogo = /logo|brand/i.test(`${of('class')} ${of('id')} ${of('alt')} ${of('src').slice(-120)}`)
    this.push(this.images, { source: of('src') || of('data-src'), alt: of('alt').slice(0, 200), isLogo })
  }

  private readLink(relation: string, href: string): void {
    if (relation.includes('icon')) this.push(this.icons, href)
    else if (relation.includes('stylesheet')) this.push(this.styles, href)
    else if (relation === 'canonical') this.head.canonical ??= href || null
  }

  private readMeta(of: (name: string) => string): void {
    const content = of('content')
    if (of('http-equiv').toLowerCase() === 'refresh') this.head.refresh ??= content
    const property = (of('property') || of('name')).toLowerCase()
    if (property === 'og:url') this.head.openGraphUrl ??= content || null
    if (property === 'og:site_name' || property === 'application-name')
      this.siteName ||= content.slice(0, 200)
  }

  private openForm(of: (name: string) => string): void {
    const form = {
      action: of('action').trim() || null,
      method: of('method').toLowerCase() || 'get',
      fields: [],
    }
    if (this.forms.length < limits.forms) this.forms.push(form)
    else this.wasCut = true
    this.form = form
  }

  private addField(tag: string, of: (name: string) => string): void {
    const type = tag === 'input' ? of('type').toLowerCase() || 'text' : tag
    if (ignoredTypes.has(type)) {
      if (of('formaction') !== '' && this.form) this.form.action = of('formaction')
      return
    }
    this.fieldCount += 1
    if (this.fieldCount > limits.fields) {
      this.wasCut = true
      return
    }
    const described = [
      of('name'),
      of('id'),
      of('placeholder'),
      of('aria-label'),
      of('autocomplete'),
      of('title'),
      this.label,
    ]
    this.label = ''
    const words = described
      .map((part) => part.slice(0, 120))
      .join(' ')
      .toLowerCase()
    const field = { type, name: of('name').slice(0, 64), words }
    ;(this.form ?? this.loose).fields.push(field)
  }
}

/** Inputs that nobody fills in. */
const ignoredTypes: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'image', 'reset'])

/** Text put together with single spaces, up to a length. */
class TextBuffer {
  private readonly parts: string[] = []
  private length = 0
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  get isFull(): boolean {
    return this.length >= this.limit
  }

  add(text: string): void {
    if (this.isFull) return
    const part = text.length > this.limit - this.length ? text.slice(0, this.limit - this.length) : text
    this.parts.push(part)
    this.length += part.length
  }

  space(): void {
    if (this.parts.at(-1) !== '\n') this.add('\n')
  }

  toString(): string {
    return this.parts
      .join('')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n\s*/g, '\n')
      .trim()
  }
}
