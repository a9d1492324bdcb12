import { describe, expect, it } from 'vitest'
import { originNetwork } from './origin-network.ts'

describe('originNetwork', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['203.0.113.1', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::ffff:cb00:714d', '203.0.113.0/24'],
    ['2001:db8:12:34::1', '2001:db8:12::/48'],
    ['2001:0DB8:0012:ffff:1:2:3:4', '2001:db8:12::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:db8:0:ffff:ffff:ffff:ffff:1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['::203.0.113.77', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
    ['203.0.113.777', 'unknown'],
  ])('puts %s into %s', (address, network) => {
    expect(originNetwork(address)).toBe(network)
  })
})
