import { WuzeiError } from '@wuzei/sdk'
import { expect, test, vi } from 'vitest'
import type { PortalApi } from '../wire.ts'
import { loadPage } from './load-page.ts'
import { statusOf } from './page-data.ts'

const verdict = { level: 'unknown', fraudTypes: ['F08'] }
const fraudTypes = [
  { code: 'F08', family: null, name: { zh: '冒充公检法', en: 'Police' }, status: 'active', signals: [] },
  {
    code: 'F08.01',
    family: 'F08',
    name: { zh: '安全账户', en: 'Safe account' },
    status: 'active',
    signals: [],
  },
  { code: 'F19', family: null, name: { zh: '黑灰产', en: 'Facilitation' }, status: 'active', signals: [] },
]

/** An API of these parts alone; `check` answers each value of a batch, which is how the portal asks for one. */
function apiWith({
  check,
  ...parts
}: Partial<Record<keyof PortalApi, unknown>> & { check?: (value: string) => unknown }): PortalApi {
  const checkBatch = async (values: readonly string[]) => ({
    results: await Promise.all(values.map((value) => check?.(value))),
  })
  return { fraudTypes: async () => ({ fraudTypes }), checkBatch, ...parts } as PortalApi
}
const failing = (code: string, status = 400) =>
  vi.fn(() => Promise.reject(new WuzeiError(code, code, { status })))
const visit = (path: string, form: Record<string, string> = {}, query: Record<string, string> = {}) => ({
  path,
  form,
  query,
})

test.each(['138 0013 8000', 'https://x.top/a?b=c', '+86(0)10-8888', 'wx_id123', '工商银行'])(
  'asks for one verdict on %s',
  async (value) => {
    const check = vi.fn(async (_value: string) => verdict)
    const data = await loadPage(visit('/check', { value: ` ${value} ` }), apiWith({ check }))
    expect(check).toHaveBeenCalledWith(value)
    expect(data).toMatchObject({ page: 'verdict', names: { F08: { zh: '冒充公检法' } } })
  },
)

test.each(['快递到了，请打13800138000', '第一行\n第二行', 'your parcel is waiting, call 123 now please'])(
  'reads %j as a message',
  async (value) => {
    const checkMessage = vi.fn(async () => ({ level: 'unknown', fraudTypes: [], indicators: [] }))
    const data = await loadPage(visit('/check', { value }), apiWith({ checkMessage }))
    expect(data).toMatchObject({ page: 'message', text: value })
  },
)

test('what is longer than any single value is read as a message, and what no message may be is refused', async () => {
  const checkMessage = vi.fn(async () => ({ level: 'unknown', fraudTypes: [], indicators: [] }))
  const long = 'x'.repeat(4097)
  const data = await loadPage(visit('/check', { value: long }), apiWith({ checkMessage }))
  expect(checkMessage).toHaveBeenCalledWith(long)
  expect(data).toMatchObject({ page: 'message' })
  const refused = await loadPage(visit('/check', { value: 'x'.repeat(65_537) }), apiWith({}))
  expect(refused).toEqual({ page: 'home', input: '', refusal: 'tooLong' })
})

test('a value nobody recognises goes back to the box with what was typed', async () => {
  const api = apiWith({
    check: async (value) => ({ value, error: { code: 'INDICATOR_UNRECOGNISED', message: '' } }),
    checkMessage: async () => ({ level: 'unknown', fraudTypes: [], indicators: [] }),
  })
  const data = await loadPage(visit('/check', { value: '嗯嗯' }), api)
  expect(data).toEqual({ page: 'home', input: '嗯嗯', refusal: 'unrecognised' })
  expect(statusOf(data)).toBe(400)
})

test('a link in the address works, an empty form says so', async () => {
  const check = vi.fn(async (_value: string) => verdict)
  await loadPage(visit('/check', {}, { value: '110' }), apiWith({ check }))
  expect(check).toHaveBeenCalledWith('110')
  expect(await loadPage(visit('/check', { value: ' ' }), apiWith({}))).toMatchObject({ refusal: 'empty' })
})

test('a verdict appears even when the names of fraud types cannot be had', async () => {
  const api = apiWith({ check: async () => verdict, fraudTypes: failing('OVERLOADED', 503) })
  expect(await loadPage(visit('/check', { value: '110' }), api)).toMatchObject({ page: 'verdict', names: {} })
})

test('an overloaded hub becomes a page that says so', async () => {
  const data = await loadPage(
    visit('/check', { value: '110' }),
    apiWith({ check: failing('OVERLOADED', 503) }),
  )
  expect(data).toMatchObject({ page: 'problem', problem: { code: 'OVERLOADED', status: 503 } })
  expect(statusOf(data)).toBe(503)
})

test('a defect of ours is not dressed up as a problem of the hub', async () => {
  const check = () => Promise.reject(new TypeError('x is not a function'))
  await expect(loadPage(visit('/check', { value: '110' }), apiWith({ check }))).rejects.toThrow(TypeError)
})

test('the report opens without the taxonomy, and offers only what happens to people', async () => {
  const without = await loadPage(visit('/report'), apiWith({ fraudTypes: failing('UNREACHABLE', 0) }))
  expect(without).toMatchObject({ page: 'report', fraudTypes: null })
  const withTypes = await loadPage(visit('/report'), apiWith({}))
  expect(withTypes).toMatchObject({ fraudTypes: [{ code: 'F08' }] })
})

test('one form follows reports and disputes', async () => {
  const receipt = failing('RECEIPT_UNKNOWN', 404)
  const disputeStatus = vi.fn(async () => ({ state: 'open' }))
  const data = await loadPage(visit('/receipt', { receipt: 'A' }), apiWith({ receipt, disputeStatus }))
  expect(data).toMatchObject({ page: 'disputed', dispute: { state: 'open' } })
  const nowhere = apiWith({ receipt, disputeStatus: failing('DISPUTE_UNKNOWN', 404) })
  expect(await loadPage(visit('/receipt', { receipt: 'A' }), nowhere)).toMatchObject({ refusal: 'unknown' })
  const mistyped = apiWith({ receipt: failing('RECEIPT_INVALID') })
  expect(await loadPage(visit('/receipt', { receipt: 'A' }), mistyped)).toMatchObject({ refusal: 'invalid' })
})

test('a fraud type lists its variants; an unknown one is no page', async () => {
  const data = await loadPage(visit('/learn/F08'), apiWith({}))
  expect(data).toMatchObject({ page: 'fraud-type', variants: [{ code: 'F08.01' }] })
  expect(statusOf(await loadPage(visit('/learn/F77'), apiWith({})))).toBe(404)
  expect(statusOf(await loadPage(visit('/nothing'), apiWith({})))).toBe(404)
})
