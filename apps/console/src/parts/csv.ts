/** A column of a table: what it shows, and the same as plain text for an export. */
export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => React.ReactNode
  /** Left out of exports where there is none, such as for buttons. */
  readonly text?: (row: Row) => string
  readonly width?: number | string
}

/**
 * The rows shown as CSV (RFC 4180). The first line is a comment with the sharing label, what it is, and who exported
 * it when: it stays with the file wherever that goes.
 */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  header: { readonly label: string; readonly title: string; readonly by: string; readonly at: string },
): string {
  const shown = columns.flatMap(({ title, text }) => (text ? [{ title, text }] : []))
  const lines = [
    [`# ${header.label} · ${header.title} · ${header.by} · ${header.at}`],
    shown.map(({ title }) => title),
    ...rows.map((row) => shown.map(({ text }) => text(row))),
  ]
  // With a byte order mark, without which spreadsheets read Chinese wrongly.
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Spreadsheets take what begins like a formula for one, so it gets an apostrophe. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lets the browser save a text or file under a name. */
export function saveAs(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken its own hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), saveGraceMs)
}

const saveGraceMs = 10_000
