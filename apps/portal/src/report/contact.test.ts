import { expect, test } from 'vitest'
import { looksReachable } from './contact.ts'

test.each([
  '',
  '13912345678',
  '+86 139 1234 5678',
  '１３９１２３４５６７８',
  '(010) 6251-1111',
  '0755-23456789转8001',
  '95588',
  'a@b.cn',
  'Mailto:某人@例子.中国',
])('takes %j', (contact) => expect(looksReachable(contact)).toBe(true))

test.each([
  '张三',
  '微信 abc123',
  '1391',
  'a@b',
  '@b.cn',
  'a b@c.cn',
  'wxid_abc12345',
  '我的电话 13912345678',
])('refuses %j', (contact) => expect(looksReachable(contact)).toBe(false))
