import type { HolidayCalendar } from './holiday-calendar.ts'
import { addDays } from './shanghai-time.ts'

/**
 * Public holidays of mainland China as the General Office of the State Council announces them each autumn for the year
 * to come (国务院办公厅关于部分节假日安排的通知); the number of the notice stands beside its year. `off` are days or
 * ranges without work, `worked` the weekend days worked instead. A new year is one more line.
 */
const notices: Readonly<Record<number, { readonly off: string; readonly worked: string }>> = {
  // 国办发明电〔2014〕28号; 3 to 5 September by 国务院 for the 70th anniversary of the end of the war
  2015: {
    off: '0101-0103 0218-0224 0404-0406 0501-0503 0620-0622 0903-0905 0926-0927 1001-1007',
    worked: '0104 0215 0228 0906 1010',
  },
  // 国办发明电〔2015〕18号
  2016: {
    off: '0101-0103 0207-0213 0402-0404 0430-0502 0609-0611 0915-0917 1001-1007',
    worked: '0206 0214 0612 0918 1008 1009',
  },
  // 国办发明电〔2016〕17号
  2017: {
    off: '0101-0102 0127-0202 0402-0404 0429-0501 0528-0530 1001-1008',
    worked: '0122 0204 0401 0527 0930',
  },
  // 国办发明电〔2017〕12号; the end of December by the notice for 2019
  2018: {
    off: '0101-0101 0215-0221 0405-0407 0429-0501 0616-0618 0922-0924 1001-1007 1230-1231',
    worked: '0211 0224 0408 0428 0929 0930 1229',
  },
  // 国办发明电〔2018〕15号; 1 to 4 May by 国办发明电〔2019〕3号
  2019: {
    off: '0101-0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007',
    worked: '0202 0203 0428 0505 0929 1012',
  },
  // 国办发明电〔2019〕16号; to 2 February by 国办发明电〔2020〕1号
  2020: {
    off: '0101-0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008',
    worked: '0119 0426 0509 0628 0927 1010',
  },
  // 国办发明电〔2020〕27号
  2021: {
    off: '0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007',
    worked: '0207 0220 0425 0508 0918 0926 1009',
  },
  // 国办发明电〔2021〕11号; 31 December by the notice for 2023
  2022: {
    off: '0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231-1231',
    worked: '0129 0130 0402 0424 0507 1008 1009',
  },
  // 国办发明电〔2022〕16号
  2023: {
    off: '0101-0102 0121-0127 0405-0405 0429-0503 0622-0624 0929-1006',
    worked: '0128 0129 0423 0506 0625 1007 1008',
  },
  // 国办发明电〔2023〕7号
  2024: {
    off: '0101-0101 0210-0217 0404-0406 0501-0505 0608-0610 0915-0917 1001-1007',
    worked: '0204 0218 0407 0428 0511 0914 0929 1012',
  },
  // 国办发明电〔2024〕12号
  2025: {
    off: '0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008',
    worked: '0126 0208 0427 0928 1011',
  },
  // 国办发明电〔2025〕7号
  2026: {
    off: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
    worked: '0104 0214 0228 0509 0920 1010',
  },
}

/** The calendar `CN` that the rule sets name. */
export const chinaHolidays: HolidayCalendar = {
  id: 'CN',
  years: Object.keys(notices).map(Number),
  daysOff: new Set(
    Object.entries(notices).flatMap(([year, { off }]) => words(off).flatMap((range) => daysOf(year, range))),
  ),
  workedWeekendDays: new Set(
    Object.entries(notices).flatMap(([year, { worked }]) => words(worked).map((day) => dayOf(year, day))),
  ),
}

function daysOf(year: string, range: string): readonly string[] {
  const [first = '', last = ''] = range.split('-')
  const days: string[] = []
  for (let day = dayOf(year, first); day <= dayOf(year, last); day = addDays(day, 1)) days.push(day)
  return days
}

function dayOf(year: string, monthAndDay: string): string {
  return `${year}-${monthAndDay.slice(0, 2)}-${monthAndDay.slice(2)}`
}

function words(text: string): readonly string[] {
  return text.split(' ')
}
