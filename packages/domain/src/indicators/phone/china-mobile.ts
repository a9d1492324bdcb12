import type { Facts } from '../parse-result.ts'

/**
 * Facts of a Chinese mobile number by its first four digits: carrier and line. Undefined for segments that have not
 * been given to any carrier.
 */
export function chinaMobileFacts(segment: number): Facts | undefined {
  return factsBySegment[segment]
}

/**
 * Segments given out by the ministry (MIIT) as of 2026, with those that carry virtual operators (resale), machines
 * or satellite phones apart. Three digits stand for ten segments of four.
 */
const segments: readonly (readonly [carrier: string, line: string, prefixes: string])[] = [
  [
    '中国移动',
    'mobile',
    '1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198',
  ],
  ['中国移动', 'virtual', '165 1703 1705 1706'],
  ['中国移动', 'machine', '1440 148'],
  ['中国联通', 'mobile', '130 131 132 145 155 156 166 175 176 185 186 196'],
  ['中国联通', 'virtual', '167 171 1704 1707 1708 1709'],
  ['中国联通', 'machine', '1400 146'],
  ['中国电信', 'mobile', '133 153 173 177 180 181 189 190 191 193 199'],
  ['中国电信', 'virtual', '162 1700 1701 1702'],
  ['中国电信', 'machine', '1410 149'],
  ['中国电信', 'satellite', '1349 1740'],
  ['中国广电', 'mobile', '192'],
]

const factsBySegment: readonly (Facts | undefined)[] = segmentTable()

function segmentTable(): (Facts | undefined)[] {
  const table: (Facts | undefined)[] = Array.from({ length: 2000 }, () => undefined)
  for (const [carrier, line, prefixes] of segments) {
    const facts: Facts = Object.freeze({ country: 'CN', carrier, line })
    for (const prefix of prefixes.split(' ')) {
      const first = Number(prefix.padEnd(4, '0'))
      table.fill(facts, first, first + (prefix.length === 4 ? 1 : 10))
    }
  }
  return table
}
