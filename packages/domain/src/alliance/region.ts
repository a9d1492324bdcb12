/**
 * A region is a path from the whole down to the part, each part one segment: `cn/44/03` is Shenzhen (GB/T 2260
 * 4403), `de/09` Bavaria. The empty path is the whole world: an area that contains every region.
 */
export type Region = string

/** A country (ISO 3166-1 alpha-2, lower case), then up to five parts of its own division codes. */
const regionPattern = /^(?:[a-z]{2}(?:\/[0-9a-z]{1,12}){0,5})?$/

/** True for a well-formed region path, the empty one included. */
export function isRegion(value: string): boolean {
  return regionPattern.test(value)
}

/** True when `region` is `area` or a part of it. Everything lies within the empty area, and that only within itself. */
export function isWithin(region: Region, area: Region): boolean {
  return area === '' || region === area || region.startsWith(`${area}/`)
}

/**
 * The region of a Chinese division code (GB/T 2260: two digits each for province, prefecture and county; trailing
 * zeros mean the level above): `440305` → `cn/44/03/05`, `440000` → `cn/44`. Undefined when it is no such code.
 */
export function regionOfChinaCode(code: string): Region | undefined {
  if (!/^[1-9]\d(?:\d\d){0,2}$/.test(code)) return undefined
  const parts = code.match(/\d\d/g) ?? []
  const named = parts.findLastIndex((part) => part !== '00')
  return ['cn', ...parts.slice(0, named + 1)].join('/')
}
