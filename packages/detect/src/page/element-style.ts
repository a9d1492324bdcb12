/** True when an element's own attributes hide it and all that is in it. */
export function hidesItself(attributes: ReadonlyMap<string, string>): boolean {
  if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true
  const style = styleOf(attributes)
  if (style === '') return false
  return (
    hiding.test(style) || (/color:(?:#fff(?:fff)?|white)\b/.test(style) && /font-size:[01]px/.test(style))
  )
}

const hiding =
  /(?:^|;)(?:display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:0|text-indent:-\d{3}|(?:left|top|margin-left):-\d{3,})/

/** True when a frame takes the whole window over whatever lies below. */
export function isCovering(tag: string, attributes: ReadonlyMap<string, string>): boolean {
  if (tag === 'frame') return true
  const style = styleOf(attributes)
  const is = (name: 'width' | 'height') =>
    /^100(?:%|v[wh])?$/.test(attributes.get(name) ?? '') ||
    new RegExp(`(?:^|;)${name}:100(?:%|v[wh])`).test(style)
  const isWide = is('width') || /(?:^|;)inset:0/.test(style)
  const isHigh = is('height') || /(?:^|;)inset:0/.test(style)
  return isWide && isHigh
}

/** Styles are read up to here: nobody writes longer ones into an element by hand. */
const maxStyleLength = 1_000

function styleOf(attributes: ReadonlyMap<string, string>): string {
  return (attributes.get('style') ?? '').slice(0, maxStyleLength).replace(/\s+/g, '').toLowerCase()
}
