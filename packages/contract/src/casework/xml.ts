/** An element of a message: its name, attributes, and either text or elements. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** Largest text that is read: the messages of both formats have some thousand characters. */
export const maxXmlLength = 1_000_000
/** ISO messages are ten elements deep; what is deeper was made to hurt. */
const maxDepth = 40

/** An element with text, or undefined where there is none: so optional elements are written in their place. */
export function leaf(
  name: string,
  text: string | undefined | null,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement | undefined {
  return text === undefined || text === null || text === ''
    ? undefined
    : { name, attributes, children: [], text }
}

/** An element with elements, in the order given; undefined where none is left. */
export function node(
  name: string,
  children: readonly (XmlElement | undefined)[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement | undefined {
  const present = children.filter((child) => child !== undefined)
  return present.length === 0 ? undefined : { name, attributes, children: present, text: '' }
}

/** Writes a document in UTF-8 without white space between elements: what is signed stays the same. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}`
}

function write({ name, attributes, children, text }: XmlElement): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  return `<${name}${said.join('')}>${children.map(write).join('')}${escape(text)}</${name}>`
}

function escape(text: string): string {
  // What XML 1.0 has no place for goes, or the reader refuses the whole message.
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const token =
  /<!\[CDATA\[(?<cdata>[^]*?)\]\]>|<!--[^]*?-->|<\?[^]*?\?>|<(?<end>\/)?(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/)?>|(?<text>[^<]+)/gy

/**
 * Reads a document: elements by local name, attributes, text. There are no document types and no entities but the five
 * of XML, so nothing is fetched and nothing grows.
 *
 * @returns undefined for what is no such document
 */
export function readXml(document: string): XmlElement | undefined {
  if (document.length > maxXmlLength) return undefined
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ]
  const text = document.replace(/^\uFEFF/, '')
  token.lastIndex = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const groups = token.exec(text)?.groups
    const current = open.at(-1)
    if (!groups || !current || open.length > maxDepth) return undefined
    const plain = groups['cdata'] ?? (groups['text'] === undefined ? undefined : unescape(groups['text']))
    if (plain !== undefined) current.text += plain
    const name = groups['name']?.replace(/^.*:/, '')
    if (name === undefined) continue
    if (groups['end'] === undefined) {
      const begun = { name, attributes: attributesOf(groups['attributes'] ?? ''), children: [], text: '' }
      open.push(begun)
      if (groups['empty'] === undefined) continue
    } else if (current.name !== name) return undefined
    const ended = open.pop()
    if (!ended || open.length === 0) return undefined
    // White space between elements says nothing.
    open.at(-1)?.children.push({ ...ended, text: ended.children.length > 0 ? '' : ended.text.trim() })
  }
  const [top] = open
  return open.length === 1 && top?.children.length === 1 ? top.children[0] : undefined
}

function attributesOf(text: string): Record<string, string> {
  const pairs = text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
  return Object.fromEntries(
    Array.from(pairs, ([, key = '', double, single]) => [key, unescape(double ?? single ?? '')]),
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (all, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name)] ?? all
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** The element at a path below this one, the first of each name. */
export function below(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (found, name) => found?.children.find((child) => child.name === name),
    element,
  )
}

/** The text at a path; undefined where there is no such element, or nothing in it. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = below(element, ...path)?.text
  return text === undefined || text === '' ? undefined : text
}
