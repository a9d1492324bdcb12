import { totalmem } from 'node:os'

const MEBIBYTE = 1024 * 1024

/**
 * Server settings for a hub on one machine, set for bulk import but never against safety: `fsync`,
 * `full_page_writes` and `synchronous_commit` stay on, so what was acknowledged survives a crash.
 */
export function serverSettings(): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    // A socket path is limited to about 100 characters, which a data folder may exceed; TCP on loopback is enough.
    unix_socket_directories: '',
    max_connections: '100',
    // An eighth of memory (PostgreSQL's advice is a quarter for a dedicated server; the hub's own index lives beside it).
    shared_buffers: `${clamp(Math.floor(totalmem() / 8 / MEBIBYTE), 64, 512)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${clamp(Math.floor(totalmem() / 64 / MEBIBYTE), 64, 256)}MB`,
    // Few checkpoints during an import: each one makes every page be written whole again.
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    wal_level: 'minimal',
    max_wal_senders: '0',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_statement: 'none',
    // The log never holds a statement's values: they may be indicators or personal data.
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    jit: 'off',
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
