/** Characters that show nothing and are used to break up numbers and links: zero-width, joiners, direction marks. */
export function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    code === 0x34f ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}

/** The text without its invisible characters. */
export function withoutInvisible(text: string): string {
  let kept = ''
  let from = 0
  for (let i = 0; i < text.length; i += 1) {
    if (!isInvisible(text.charCodeAt(i))) continue
    kept += text.slice(from, i)
    from = i + 1
  }
  return from === 0 ? text : kept + text.slice(from)
}
