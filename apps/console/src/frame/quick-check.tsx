import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useWords } from '../session/use-preferences.ts'

/** The search above every screen: takes anything, and leads to the library with the answer in its drawer. */
export function QuickCheck() {
  const { frame } = useWords()
  const navigate = useNavigate()
  const [value, setValue] = useState('')
  const check = () => {
    if (value.trim() !== '') void navigate({ to: '/library', search: { value: value.trim() } })
  }
  return (
    <form
      role="search"
      className="quick-check"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <Space.Compact block>
        <Input
          aria-label={frame.search}
          placeholder={frame.search}
          value={value}
          maxLength={4096}
          allowClear
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="primary" htmlType="submit">
          {frame.searchButton}
        </Button>
      </Space.Compact>
    </form>
  )
}
