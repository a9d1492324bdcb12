import { Tokenizer } from 'htmlparser2'

/** What a reader of HTML is told, in order. Names are lower case. */
export interface HtmlHandler {
  open(tag: string, attributes: ReadonlyMap<string, string>): void
  close(tag: string): void
  text(text: string): void
  comment(text: string): void
}

/** More attributes of one element mean nothing to a person. */
const maxAttributes = 48
/** Longer values are pictures within the page; only their beginning is looked at. */
const maxValueLength = 4_096
const maxNameLength = 64
const maxCommentLength = 400
/** Units read in one go: some milliseconds. */
const partLength = 64 * 1024

/**
 * Reads HTML as a stream of elements and text. It builds no tree, so its time and memory grow with the length of the
 * text whatever is in it: trees of the standard become quadratic when elements are nested a hundred thousand deep.
 * Stops after each part, for whoever must let others have a turn; drained at once it gives the same.
 */
export function* readHtml(html: string, handler: HtmlHandler): Generator<void, void> {
  let tag = ''
  let attributes = new Map<string, string>()
  let name = ''
  let value = ''

  const add = (part: string): void => {
    if (value.length < maxValueLength) value += part.slice(0, maxValueLength - value.length)
  }
  const opened = (): void => {
    handler.open(tag, attributes)
    attributes = new Map()
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onopentagname(start, end) {
        tag = html.slice(start, Math.min(end, start + maxNameLength)).toLowerCase()
      },
      onattribname(start, end) {
        name = html.slice(start, Math.min(end, start + maxNameLength)).toLowerCase()
        value = ''
      },
      onattribdata: (start, end) => add(html.slice(start, Math.min(end, start + maxValueLength))),
      onattribentity: (code) => add(String.fromCodePoint(code)),
      onattribend() {
        // The first of two attributes of one name counts, as in browsers.
        if (attributes.size < maxAttributes && !attributes.has(name)) attributes.set(name, value)
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) =>
        handler.close(html.slice(start, Math.min(end, start + maxNameLength)).toLowerCase()),
      ontext: (start, end) => handler.text(html.slice(start, end)),
      ontextentity: (code) => handler.text(String.fromCodePoint(code)),
      oncomment: (start, end) => handler.comment(html.slice(start, Math.min(end, start + maxCommentLength))),
      oncdata: (start, end) => handler.text(html.slice(start, end)),
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  )
  for (let at = 0; at < html.length; at += partLength) {
    tokenizer.write(html.slice(at, at + partLength))
    yield
  }
  tokenizer.end()
}

function ignore(): void {
  // Document types and processing instructions say nothing about what a page does.
}
