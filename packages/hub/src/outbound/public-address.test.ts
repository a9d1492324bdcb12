import { expect, test } from 'vitest'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

test('only addresses of the public internet are public', () => {
  const open = words(`1.1.1.1 8.8.8.8 93.184.216.34 172.15.0.1 172.32.0.1 2606:4700::1111 2a00::1`)
  const shut = words(
    `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 198.18.0.1
     198.51.100.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
     ::ffff:a9fe:a9fe fe80::1 fc00::1 fd00:ec2::254 ff02::1 64:ff9b::7f00:1 2001:db8::1 2002:7f00:1:: 2001::1 100::1
     3fff::1 localhost 2130706433 0x7f.1`,
  )
  expect(isPublicAddress('')).toBe(false)
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([])
  expect(shut.filter((address) => isPublicAddress(address))).toEqual([])
})

function words(text: string): string[] {
  return text.split(/\s+/)
}

test('loopback is this machine alone', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1'].every(isLoopbackAddress)).toBe(true)
  expect(['10.0.0.1', '0.0.0.0', '169.254.169.254', 'fe80::1', 'localhost'].some(isLoopbackAddress)).toBe(
    false,
  )
})
