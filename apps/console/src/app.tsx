import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { WuzeiError } from '@wuzei/sdk'
import { App as AntApp, ConfigProvider, theme as themes } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useMemo, useState } from 'react'
import { router } from './router.tsx'
import { keepPreferences, readPreferences } from './session/preferences.ts'
import { PreferencesContext } from './session/use-preferences.ts'

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
        theme={{
          algorithm: [...(theme === 'dark' ? [themes.darkAlgorithm] : []), themes.compactAlgorithm],
          token: {
            // The compact algorithm takes two off.
            fontSize: 16,
            colorPrimary: theme === 'dark' ? '#4c8dff' : '#0958d9',
          },
        }}
        button={{ autoInsertSpace: false }}
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
