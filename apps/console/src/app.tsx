import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { WuzeiError } from '@wuzei/sdk'
import { App as AntApp, ConfigProvider, theme as themes, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useMemo, useState } from 'react'
import { router } from './router.tsx'
import { keepPreferences, readPreferences } from './session/preferences.ts'
import { PreferencesContext } from './session/use-preferences.ts'

/** Whoever asks their system for less movement gets none. */
const wantsStillness = matchMedia('(prefers-reduced-motion: reduce)').matches

/** The console with everything its screens stand on: language, theme, queries, routes. */
export function Console({ styleNonce }: { readonly styleNonce: string }) {
  const [preferences, setPreferences] = useState(readPreferences)
  const [queries] = useState(makeQueries)
  const { language, theme } = preferences
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset['theme'] = theme
    document.title = language === 'zh' ? '无贼 · 工作台' : 'Wuzei · Console'
  }, [language, theme])
  const inUse = useMemo(
    () => ({
      ...preferences,
      set: (change: Partial<typeof preferences>) => {
        const next = { ...preferences, ...change }
        keepPreferences(next)
        setPreferences(next)
      },
    }),
    [preferences],
  )
  return (
    <PreferencesContext value={inUse}>
      <ConfigProvider
        csp={{ nonce: styleNonce }}
        locale={language === 'zh' ? zhCN : enUS}
        theme={themeOf(theme)}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: wantsStillness }}
      >
        <AntApp>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </PreferencesContext>
  )
}

/** Compact, and with more contrast than the components come with: 4.5 to 1 for every text. */
function themeOf(theme: 'light' | 'dark'): ThemeConfig {
  const isDark = theme === 'dark'
  const quiet = isDark ? '#aab4c2' : '#4d596a'
  return {
    algorithm: [...(isDark ? [themes.darkAlgorithm] : []), themes.compactAlgorithm],
    token: {
      // The compact algorithm takes two off.
      fontSize: 16,
      motion: !wantsStillness,
      colorPrimary: isDark ? '#1668dc' : '#0958d9',
      colorLink: isDark ? '#7fb0ff' : '#0958d9',
      colorError: isDark ? '#ff9c96' : '#b8000a',
      colorTextDescription: quiet,
      colorTextTertiary: quiet,
      colorTextPlaceholder: isDark ? '#8f9bab' : '#5f6b7a',
    },
    components: {
      Button: { dangerColor: isDark ? '#1b0000' : '#ffffff' },
      Menu: { itemSelectedColor: isDark ? '#d6e4ff' : '#0958d9' },
      Tabs: { itemSelectedColor: isDark ? '#7fb0ff' : '#0958d9' },
    },
  }
}

/** Only what another try can mend is tried again: an answer with a code stays as it is. */
function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 &&
          error instanceof WuzeiError &&
          ['UNREACHABLE', 'TIMEOUT', 'OVERLOADED'].includes(error.code),
      },
    },
  })
}
