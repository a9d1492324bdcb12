import type { Browser } from 'playwright-core'

/**
 * QR codes of 25 by 25 modules (version 2, level L) as any encoder draws them: one row after the other, each a
 * number in base 36 whose bits are the dark modules. Written down so that the tests need no encoder.
 */
export const qrCodes = {
  'https://icbc-refund.top/login':
    'jtpj3 a751d eiq8t elc9p ejf4t a7cqp jvfy7 15a8 jnkiy bn602 b4rjf 3h7kh 7sr13 c6giy b6gzf dfqcx ewxkk 1moo jw6s7 a5laz ekzqu el71b eknbh a7v5l jvnb3',
  'https://qr-scam-78.top/':
    'jv8u7 a7rk1 ej7tp eixr1 el74t a6v5t jvfy7 20w0 i0m43 c7ch7 aw4wt 610zs eb2yp 26t7n i1r7x 1ei7s hyvaq 2hht ju635 a7c43 ejw8h ejqmu eke9n a7m0g jv4sp',
} as const

/** A picture (PNG) of one of the codes, painted by the browser as a screenshot of a chat would hold it. */
export async function paintQr(browser: Browser, text: keyof typeof qrCodes): Promise<Buffer> {
  const rows = qrCodes[text].split(' ').map((row) => Number.parseInt(row, 36))
  const cells = rows.flatMap((row, y) =>
    Array.from({ length: rows.length }, (_, x) =>
      (row >> (rows.length - 1 - x)) & 1 ? `M${x} ${y}h1v1h-1z` : '',
    ),
  )
  const page = await browser.newPage()
  await page.setContent(
    `<body style="background:#fff;padding:40px"><p>扫码退款</p><svg xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 ${rows.length} ${rows.length}" width="400"><path d="${cells.join('')}"/></svg>`,
  )
  const picture = await page.screenshot()
  await page.close()
  return picture
}
