import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { phoneDefinition } from '../phone.ts'
import { chinaRegionOf } from './china-area-codes.ts'
import { chinaMobileFacts } from './china-mobile.ts'
import { northAmericaFacts } from './north-america.ts'

function isValid(number: string): boolean {
  return parsePhoneNumberFromString(number)?.isValid() === true
}

/** Area codes merged into a neighbour's, still seen in older reports: Kaifeng, Tieling, Fushun, Benxi, Laiwu, Zunyi, Anshun. */
const mergedAreaCodes = new Set(['378', '410', '413', '414', '634', '852', '853'])

describe('tables of Chinese numbers, beside libphonenumber', () => {
  it('know every mobile segment that the library knows', () => {
    const unknown: number[] = []
    for (let segment = 1300; segment < 2000; segment++) {
      if (segment === 1610) continue // the library takes it for a service number
      if (isValid(`+86${segment}0345678`) && chinaMobileFacts(segment) === undefined) unknown.push(segment)
    }
    expect(unknown).toEqual([])
  })

  it('know a carrier only where the library does, segments for machines aside', () => {
    const extra: number[] = []
    for (let segment = 1300; segment < 2000; segment++) {
      const line = chinaMobileFacts(segment)?.['line']
      if (line !== undefined && line !== 'machine' && !isValid(`+86${segment}0345678`)) extra.push(segment)
    }
    expect(extra).toEqual([])
  })

  it('hold no area code that the library refuses, merged ones aside', () => {
    const refused: string[] = []
    for (let code = 300; code < 1000; code++) {
      const area = String(code)
      if (chinaRegionOf(area) === undefined || mergedAreaCodes.has(area)) continue
      if (!isValid(`+86${area}2345678`) && !isValid(`+86${area}23456789`)) refused.push(area)
    }
    expect(refused).toEqual([])
  })

  it('name the country of every North American area code that the library places', () => {
    const wrong: string[] = []
    for (let area = 200; area < 1000; area++) {
      const number = parsePhoneNumberFromString(`+1${area}2345678`)
      if (number?.isValid() !== true || number.country === undefined) continue
      if (northAmericaFacts(`${area}2345678`)?.['country'] !== number.country)
        wrong.push(`${area} ${number.country}`)
    }
    expect(wrong).toEqual([])
  })

  it('name carrier, line and region', () => {
    const factsOf = (value: string) => {
      const parsed = phoneDefinition.parse(value)
      return parsed.ok ? parsed.indicator.facts : parsed.error
    }
    expect(factsOf('17012345678')).toEqual({ country: 'CN', carrier: '中国电信', line: 'virtual' })
    expect(factsOf('17062345678')).toEqual({ country: 'CN', carrier: '中国移动', line: 'virtual' })
    expect(factsOf('0731-82345678')).toEqual({ country: 'CN', region: '湖南长沙、株洲、湘潭', line: 'fixed' })
    expect(factsOf('0335-2345678')).toEqual({ country: 'CN', region: '河北秦皇岛', line: 'fixed' })
  })
})
