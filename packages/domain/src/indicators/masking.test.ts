import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndicatorKind } from './indicator.ts'
import { definitionOf } from './registry.ts'

/** What the mask of a value shows, for values that parse; the rules stand in docs/masking.md. */
function everyMask(
  kind: IndicatorKind,
  text: fc.Arbitrary<string>,
  check: (mask: string, canonical: string) => void,
) {
  const definition = definitionOf(kind)
  fc.assert(
    fc.property(text, (value) => {
      const parsed = definition.parse(value)
      fc.pre(parsed.ok)
      if (parsed.ok) check(definition.mask(parsed.indicator.canonical), parsed.indicator.canonical)
    }),
    { numRuns: 500 },
  )
}

function digitsIn(text: string): string {
  return text.replace(/\D/g, '')
}

describe('masks', () => {
  it('keep the first three and the last four digits of a Chinese mobile number', () => {
    everyMask('phone', fc.stringMatching(/^\+861[3-9][0-9]{9}$/), (mask, canonical) => {
      expect(mask).toBe(`${canonical.slice(3, 6)}****${canonical.slice(-4)}`)
    })
  })

  it('keep area code and two digits of a fixed line', () => {
    everyMask('phone', fc.stringMatching(/^0(10|2[0-9]|755|371)-?[2-8][0-9]{7}$/), (mask, canonical) => {
      const area = canonical.startsWith('+8610') || canonical.startsWith('+862') ? 2 : 3
      expect(mask.startsWith(`0${canonical.slice(3, 3 + area)}-`)).toBe(true)
      expect(digitsIn(mask)).toHaveLength(1 + area + 2)
      expect(mask.endsWith(canonical.slice(-2))).toBe(true)
    })
  })

  it('keep the prefix and two digits of a 400 number', () => {
    everyMask('phone', fc.stringMatching(/^(400|800)[0-9]{7}$/), (mask, canonical) => {
      expect(mask).toBe(`${canonical.slice(3, 6)}-*****${canonical.slice(-2)}`)
    })
  })

  it('hide at least four digits of a number abroad', () => {
    everyMask(
      'phone',
      fc.stringMatching(/^\+(1|44|49|81|852|886|63|959)[2-9][0-9]{8,10}$/),
      (mask, canonical) => {
        expect(digitsIn(mask).length).toBeLessThanOrEqual(digitsIn(canonical).length - 4)
        expect(mask).toContain('****')
      },
    )
  })

  it('show the numbers of institutions whole, since they hide nobody', () => {
    for (const canonical of ['110', '95588', '96110', '12381', '+8695588', '+86110']) {
      expect(definitionOf('phone').mask(canonical)).toBe(canonical)
    }
  })

  it('show four characters of an account, and the country of an IBAN', () => {
    const text = fc.oneof(fc.stringMatching(/^[1-9][0-9]{7,33}$/), fc.stringMatching(/^DE[0-9]{20}$/))
    everyMask('account', text, (mask, canonical) => {
      const isIban = canonical.startsWith('DE')
      expect(mask.replace(/[* ]/g, '')).toBe(`${isIban ? 'DE' : ''}${canonical.slice(-4)}`)
    })
  })

  it('show one letter of a mailbox at most', () => {
    everyMask(
      'email',
      fc.stringMatching(/^[a-z][a-z0-9.]{0,20}@(qq\.com|example\.com\.cn)$/),
      (mask, canonical) => {
        const [local = '', domain] = canonical.split('@')
        expect(mask).toBe(`${local.length > 1 ? local[0] : ''}***@${domain}`)
      },
    )
  })

  it('hide telephone numbers and mailboxes inside other accounts by the same rules', () => {
    expect(definitionOf('payment').mask('alipay:+8613800138000')).toBe('alipay:138****8000')
    expect(definitionOf('payment').mask('paypal:someone@example.com')).toBe('paypal:s***@example.com')
    expect(definitionOf('messenger').mask('whatsapp:+447911123456')).not.toContain('7911123456')
  })

  it('show no more than two characters of a chat account', () => {
    everyMask('messenger', fc.stringMatching(/^(微信:|QQ |@)[a-z1-9][a-z0-9_]{4,18}$/), (mask, canonical) => {
      const colon = canonical.indexOf(':') + 1
      fc.pre(!canonical.includes('+'))
      expect(mask).toBe(`${canonical.slice(0, colon + 2)}****`)
    })
  })

  it('hide the serial number of a telephone, the device half of a BSSID and the cell of an area', () => {
    everyMask('device', fc.stringMatching(/^[1-9][0-9]{14}$/), (mask) => {
      expect(mask).toMatch(/^\d{8}\*{5}\d{2}$/)
    })
    expect(definitionOf('wifi').mask('a4:2b:b0:12:34:56')).toBe('a4:2b:b0:**:**:**')
    expect(definitionOf('cell').mask('460-00-9711-31337')).toBe('460-00-9711-***')
  })
})
