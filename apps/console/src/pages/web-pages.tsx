import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PageCheckBody, PageCheckReply } from '@wuzei/contract'
import { Alert, Button, Form, Input, Select, Space, Table, Upload } from 'antd'
import { useState } from 'react'
import { LevelTag } from '../parts/level-tag.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { SharingLabel } from '../parts/sharing-label.tsx'
import { api } from '../session/api.ts'
import { useFraudTypes } from '../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** As the contract: UTF-16 units of a page's source. */
const maxHtmlLength = 2 * 1024 * 1024

interface Fields {
  readonly url: string
  readonly html?: string
  readonly redirects?: string
  readonly tlp: NonNullable<PageCheckBody['tlp']>
}

/** A page that somebody doubts, pasted or uploaded, and what is to be said about it. */
export function WebPagesPage() {
  const { webPages } = useWords()
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: async (fields: Fields) => await api.checkPage({ body: bodyOf(fields) }),
  })
  return (
    <>
      <h1>{webPages.title}</h1>
      <p className="quiet">{webPages.lead}</p>
      {data ? (
        <Answer answer={data} onAgain={reset} />
      ) : (
        <PageForm isBusy={isPending} error={error} onSend={mutate} />
      )}
    </>
  )
}

function bodyOf({ url, html, redirects, tlp }: Fields): PageCheckBody {
  const way = (redirects ?? '')
    .split(/\s+/)
    .filter((line) => line !== '')
    .slice(0, 40)
  return {
    url: url.trim(),
    tlp,
    ...(html === undefined || html.trim() === '' ? {} : { html }),
    ...(way.length === 0 ? {} : { redirects: way }),
  }
}

function PageForm({
  isBusy,
  error,
  onSend,
}: {
  readonly isBusy: boolean
  readonly error: unknown
  readonly onSend: (fields: Fields) => void
}) {
  const { webPages } = useWords()
  const [form] = Form.useForm<Fields>()
  const [tooLong, setTooLong] = useState(false)
  const take = async (file: File) => {
    const text = await file.text()
    setTooLong(text.length > maxHtmlLength)
    if (text.length <= maxHtmlLength) form.setFieldValue('html', text)
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="page-form"
      initialValues={{ tlp: 'TLP:AMBER' }}
      onFinish={onSend}
    >
      <Form.Item
        name="url"
        label={webPages.url}
        extra={webPages.urlHint}
        rules={[{ required: true, whitespace: true, min: 4 }]}
      >
        <Input maxLength={2048} autoComplete="off" inputMode="url" />
      </Form.Item>
      <Form.Item name="html" label={webPages.html} extra={webPages.htmlHint}>
        <Input.TextArea rows={8} maxLength={maxHtmlLength} spellCheck={false} className="source-text" />
      </Form.Item>
      <Form.Item>
        <Upload
          accept=".html,.htm,text/html"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file)
            return false
          }}
        >
          <Button>{webPages.upload}</Button>
        </Upload>
        {tooLong ? <Alert type="warning" showIcon role="alert" title={webPages.tooLong} /> : null}
      </Form.Item>
      <Form.Item name="redirects" label={webPages.redirects} extra={webPages.redirectsHint}>
        <Input.TextArea rows={2} maxLength={40_000} spellCheck={false} />
      </Form.Item>
      <Form.Item name="tlp" label={webPages.tlp}>
        <Select
          options={Object.entries(webPages.tlps).map(([value, label]) => ({
            value,
            label: `${value} · ${label}`,
          }))}
        />
      </Form.Item>
      {error ? <ProblemPanel error={error} /> : null}
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {webPages.check}
      </Button>
    </Form>
  )
}

function Answer({ answer, onAgain }: { readonly answer: PageCheckReply; readonly onAgain: () => void }) {
  const { webPages, campaigns } = useWords()
  const { language } = usePreferences()
  const fraudTypes = useFraudTypes()
  const pap =
    answer.tlp === 'TLP:GREEN' ? 'PAP:GREEN' : answer.tlp === 'TLP:CLEAR' ? 'PAP:CLEAR' : 'PAP:AMBER'
  return (
    <article aria-live="polite" className="page-answer">
      <h2 className="entry-name">
        {answer.host} <LevelTag level={answer.level} />
      </h2>
      <p>
        {answer.fraudTypes.map((code) => fraudTypes.get(code) ?? code).join(' · ')}{' '}
        <SharingLabel label={{ tlp: answer.tlp, pap }} />
      </p>
      <h3>{webPages.why}</h3>
      {answer.reasons.length === 0 ? (
        <p>{webPages.nothing}</p>
      ) : (
        <ol className="page-reasons">
          {answer.reasons.map(({ code, text }, at) => (
            <li key={`${code} ${at}`}>{text[language]}</li>
          ))}
        </ol>
      )}
      {answer.wasCut ? <Alert type="warning" showIcon title={webPages.wasCut} /> : null}
      <h3>{webPages.advice}</h3>
      <p>{answer.advice[language]}</p>
      <h3>{webPages.kit}</h3>
      {answer.campaign ? (
        <>
          <p>
            {webPages.ofKit(answer.campaign.sites)}{' '}
            {answer.campaign.confirmed ? <strong>{webPages.confirmedKit}</strong> : null}
          </p>
          <p>
            <Link to="/campaigns" search={{ id: answer.campaign.id }}>
              {webPages.openCampaign}
            </Link>
          </p>
        </>
      ) : (
        <p>{webPages.noKit}</p>
      )}
      {answer.page ? (
        <>
          <h3>{webPages.byLibrary}</h3>
          <p>
            <LevelTag level={answer.page.level} /> {answer.page.answer[language]}
          </p>
          <p>
            <Link to="/library" search={{ value: answer.page.canonical }}>
              {campaigns.toLibrary}
            </Link>
          </p>
        </>
      ) : null}
      <Named answer={answer} />
      <p className="quiet">
        {webPages.by(answer.model)} {answer.fetched ? webPages.fetched : ''}
      </p>
      <Button onClick={onAgain}>{webPages.again}</Button>
    </article>
  )
}

/** What the page names that the library knows something about. */
function Named({ answer: { indicators } }: { readonly answer: PageCheckReply }) {
  const { webPages } = useWords()
  if (indicators.length === 0) return null
  return (
    <>
      <h3>{webPages.named}</h3>
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey={({ verdict }) => `${verdict.kind} ${verdict.canonical}`}
        dataSource={indicators}
        columns={[
          {
            key: 'value',
            title: webPages.value,
            render: (_: unknown, { verdict }: Row) => (
              <Link to="/library" search={{ value: verdict.canonical }}>
                {verdict.display}
              </Link>
            ),
          },
          { key: 'role', title: webPages.role, render: (_: unknown, { role }: Row) => webPages.roles[role] },
          {
            key: 'level',
            title: webPages.level,
            render: (_: unknown, { verdict }: Row) => (
              <Space>
                <LevelTag level={verdict.level} />
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}

type Row = PageCheckReply['indicators'][number]
