import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import type { MeReply } from '@wuzei/contract'
import { Alert, Button, Drawer, Layout, Menu, Skeleton, Space } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { formatClock } from '../language/format.ts'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { desks } from './desks.ts'
import { LockAlerts } from './lock-alerts.tsx'
import { QuickCheck } from './quick-check.tsx'

/** The console around its screens: desks on the left, search, clock and account above. Whoever is not signed in is sent to do so. */
export function Frame() {
  const { data: me, error, refetch } = useMe()
  const navigate = useNavigate()
  useEffect(() => {
    if (me === null) void navigate({ to: '/sign-in' })
  }, [me, navigate])
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!me) return <Skeleton active className="waiting" />
  return <FrameFor me={me} />
}

function FrameFor({ me }: { readonly me: MeReply }) {
  const words = useWords()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const shown = desks.filter((desk) => desk.isFor(me))
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  useEffect(() => setIsMenuOpen(false), [path])
  return (
    <Layout className="frame">
      <a className="skip" href="#main">
        {words.frame.skip}
      </a>
      <Layout.Sider className="side" width={184} theme="light">
        <div className="brand">
          {words.brand.name} <small>{words.brand.console}</small>
        </div>
        <nav aria-label={words.frame.desks}>
          <DeskMenu desks={shown} path={path} />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header className="top">
          <Button className="menu-button" aria-expanded={isMenuOpen} onClick={() => setIsMenuOpen(true)}>
            {words.frame.menu}
          </Button>
          <QuickCheck />
          <TopRight me={me} />
        </Layout.Header>
        <Layout.Content id="main" className="content" tabIndex={-1}>
          {me.roles.length === 0 ? <Alert type="info" showIcon title={words.frame.noDesk} /> : null}
          <LockAlerts />
          <Suspense fallback={<Skeleton active />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
      {/* On a phone the desks and what stands above them lie behind one button. */}
      <Drawer
        open={isMenuOpen}
        placement="left"
        size={280}
        title={`${words.brand.name} ${words.brand.console}`}
        className="phone-menu"
        onClose={() => setIsMenuOpen(false)}
      >
        <nav aria-label={words.frame.desks}>
          <DeskMenu desks={shown} path={path} />
        </nav>
        <TopRight me={me} />
      </Drawer>
    </Layout>
  )
}

function DeskMenu({ desks: shown, path }: { readonly desks: typeof desks; readonly path: string }) {
  const { frame } = useWords()
  const navigate = useNavigate()
  const groups = (['desks', 'alliance', 'record'] as const).filter((group) =>
    shown.some((desk) => desk.group === group),
  )
  return (
    <Menu
      mode="inline"
      selectedKeys={[path.split('/')[1] ?? '']}
      onClick={({ key }) => void navigate({ to: `/${key}` })}
      items={groups.map((group) => ({
        key: group,
        type: 'group' as const,
        label: frame[group],
        children: shown
          .filter((desk) => desk.group === group)
          .map(({ name }) => ({ key: name, label: frame.pages[name] })),
      }))}
    />
  )
}

function TopRight({ me }: { readonly me: MeReply }) {
  const { frame } = useWords()
  const { theme, language, set } = usePreferences()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const signOut = async () => {
    const { sessions } = await api.sessions()
    const own = sessions.find(({ isThisOne }) => isThisOne)
    if (own) await api.endSession({ params: { id: own.id } })
    // Nothing of whoever sat here stays in memory.
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Space className="top-right">
      <Clock />
      <Button
        aria-pressed={theme === 'dark'}
        onClick={() => set({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        {frame.theme}
      </Button>
      <Button
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => set({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {frame.language}
      </Button>
      <Button onClick={() => void navigate({ to: '/account' })} title={me.organisation.name[language]}>
        {frame.account}
      </Button>
      <Button onClick={() => void signOut()}>{frame.signOut}</Button>
    </Space>
  )
}

function Clock() {
  const { frame } = useWords()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="clock">
      {frame.clock} <time>{formatClock(now)}</time>
    </span>
  )
}
