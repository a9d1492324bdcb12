import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pageSignRules, type SignRule } from './page-signs.ts'

const page = new URL('../../../../docs/pages.md', import.meta.url)
const start =
  '<!-- signs: written by WUZEI_WRITE_TABLES=1 npx vitest run packages/detect/src/page/signs-table.test.ts -->'
const end = '<!-- end -->'

it('the page about pages lists every sign with its weight and where honest pages show it', () => {
  const rules: [string, SignRule][] = Object.entries(pageSignRules)
  const rows = rules.map(([code, { group, weight, isDecisive, falsePositives }]) => {
    const worth = isDecisive ? `${weight}, decisive` : String(weight)
    return `| \`${code}\` | ${group} | ${worth} | ${falsePositives} |`
  })
  const table = ['| sign | group | adds | honest pages that show it |', '|---|---|---|---|', ...rows].join(
    '\n',
  )
  const text = readFileSync(page, 'utf8')
  const [before = '', rest = ''] = text.split(start)
  const [, after = ''] = rest.split(end)
  const right = `${before}${start}\n${table}\n${end}${after}`
  if (process.env['WUZEI_WRITE_TABLES']) writeFileSync(page, right)
  expect(right === text || process.env['WUZEI_WRITE_TABLES'] !== undefined).toBe(true)
})
