/**
 * Settings of the lab's databases, the same at both sites so that either can be primary. Measured
 * reasons: without `wal_sender_timeout` a cut link is noticed after a minute, and without a slot
 * limit a dead standby fills the primary's disk. The port is given at start, for a copy of this
 * directory runs at another one.
 */
export const databaseSettings: { readonly [name: string]: string } = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "32MB",
  max_wal_size: "128MB",
  min_wal_size: "32MB",
  wal_level: "replica",
  wal_log_hints: "on",
  hot_standby: "on",
  track_commit_timestamp: "on",
  max_wal_senders: "8",
  max_replication_slots: "8",
  max_slot_wal_keep_size: "256MB",
  wal_receiver_status_interval: "1s",
  wal_retrieve_retry_interval: "500ms",
  wal_sender_timeout: "5s",
  wal_receiver_timeout: "5s",
  log_line_prefix: "%m [%p] ",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** Values as lines of postgresql.conf. */
export function settingsFile(settings: { readonly [name: string]: string }): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join("");
}
