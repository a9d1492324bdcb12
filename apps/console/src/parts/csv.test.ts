import { expect, test } from 'vitest'
import { toCsv, type Column } from './csv.ts'

const columns: Column<{ name: string; number: string }>[] = [
  { key: 'name', title: 'Name', render: (row) => row.name, text: (row) => row.name },
  { key: 'number', title: 'Number', render: (row) => row.number, text: (row) => row.number },
  { key: 'deeds', title: 'Deeds', render: () => 'a button' },
]

test('an export carries its label, quotes what needs it, and holds no formulas', () => {
  const text = toCsv(
    [
      { name: 'Say "no", then\nhang up', number: '+86 138 0013 8000' },
      { name: '=HYPERLINK("https://x")', number: '95588' },
    ],
    columns,
    { label: 'TLP:AMBER+STRICT', title: 'Library', by: 'p1', at: '2026-03-01T00:00:00Z' },
  )
  expect(text).toBe(
    '\uFEFF# TLP:AMBER+STRICT · Library · p1 · 2026-03-01T00:00:00Z\r\n' +
      'Name,Number\r\n' +
      '"Say ""no"", then\nhang up",\'+86 138 0013 8000\r\n' +
      '"\'=HYPERLINK(""https://x"")",95588\r\n',
  )
})
