/** An error as the log may hold it. */
export interface LoggableError {
  readonly type: string
  readonly code: string | undefined
  readonly message: string | undefined
  readonly stack: string
  readonly table?: string | undefined
  readonly constraint?: string | undefined
  readonly cause?: LoggableError
}

/**
 * What of an unforeseen error may be logged. PostgreSQL quotes values in its messages and details ("Key (…)=(…)
 * already exists"), and those may be indicators or personal data: of its errors only code, table, constraint and
 * place are kept.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, code: undefined, message: undefined, stack: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const fromDatabase = 'severity' in error
  return {
    type: error.name,
    code: textMember(error, 'code'),
    message: fromDatabase ? undefined : error.message,
    stack: frames.join('\n'),
    ...(fromDatabase
      ? { table: textMember(error, 'table'), constraint: textMember(error, 'constraint') }
      : {}),
    ...(error.cause === undefined ? {} : { cause: loggableError(error.cause) }),
  }
}

function textMember(error: Error, name: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value
  return typeof value === 'string' ? value : undefined
}
