import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ordersJsonSchema } from './orders-json-schema.ts'
import { answerBodies, answerTypeOf, orderBodies, orderTypesFor } from './orders.ts'

const file = join(import.meta.dirname, '../../../../docs/orders.schema.json')

test('docs/orders.schema.json is what the schemas say (WUZEI_WRITE_TABLES=1 writes it)', () => {
  const text = `${JSON.stringify(ordersJsonSchema(), null, 2)}\n`
  if (process.env['WUZEI_WRITE_TABLES']) writeFileSync(file, text)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text))
})

test('docs/orders.md names every type, outcome and refusal, and no other type', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/orders.md'), 'utf8')
  const types = [...Object.keys(orderBodies), ...Object.keys(answerBodies)]
  expect(types.filter((type) => !page.includes(`\`${type}\``))).toEqual([])
  const named = [
    ...page.matchAll(/`((?:stop|freeze|query|hold|number|url|arm|tx|holder|status|release)\.[a-z]+)`/g),
  ]
  expect(named.map(([, type = '']) => type).filter((type) => !types.includes(type))).toEqual([])
})

test('every order that a member has to understand has an answer', () => {
  for (const types of Object.values(orderTypesFor))
    for (const type of types) expect(Object.keys(answerBodies)).toContain(answerTypeOf[type])
})
