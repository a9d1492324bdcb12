import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { deskWindow, settle } from '../console-desk.ts'
import { axeViolations } from '../portal-pages.ts'

/** Looks at an open screen in both languages and themes, at a desk, a small one and a phone. Gives back what axe finds. */
export async function lookAtScreen(page: Page, path: string): Promise<string[]> {
  const found = await axeViolations(page, path)
  for (const width of [390, 1024]) {
    await page.setViewportSize({ width, height: 860 })
    await expect
      .poll(async () => await overflow(page), { message: `${path} at ${width}`, timeout: 20_000 })
      .toBeLessThanOrEqual(0)
  }
  const hasTheme = (await page.locator('.frame').count()) > 0
  await press(page, 'English')
  if (hasTheme) await press(page, 'Dark')
  await settle(page)
  expect(await chineseLeft(page), path).toEqual([])
  expect(await overflow(page), `${path} in English`).toBeLessThanOrEqual(0)
  found.push(...(await axeViolations(page, `${path} in English, dark`, ['color-contrast'])))
  if (hasTheme) await press(page, 'Dark')
  await press(page, '中文')
  await page.setViewportSize(deskWindow.viewport)
  return found
}

/** Presses a button of the frame, which a drawer may cover. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true, includeHidden: true }).dispatchEvent('click')
}

/** How far the page is wider than its window. */
async function overflow(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** Chinese on an English screen, but for the brand, the language switch and what people wrote. */
async function chineseLeft(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll('button, label, th, h1, h2, .quiet, .ant-menu-title-content')]
      .filter((element) => element.closest('[lang="zh-CN"]') === null)
      .map((element) => element.textContent)
      .filter((text) => /\p{Script=Han}/u.test(text)),
  )
}
