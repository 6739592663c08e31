/**
 * How our own PostgreSQL runs: on loopback alone and without a socket file (its path would be limited to 107 bytes).
 * Durability stays at PostgreSQL's defaults (fsync, synchronous_commit and full_page_writes on), for it holds the log of record.
 */
export function embeddedSettings(
  port: number,
  extra: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "64MB",
    max_wal_size: "256MB",
    log_min_messages: "warning",
    log_timezone: "UTC",
    timezone: "UTC",
    // A client that vanished without closing must not keep its locks: noticed within about 15 s.
    tcp_keepalives_idle: "5",
    tcp_keepalives_interval: "5",
    tcp_keepalives_count: "2",
    ...extra,
  };
}
