-- What probe agents saw, one row a look. Telemetry, kept for a while: what an incident rests on stands in its events.
create table holdfast.observation (
  number bigint primary key generated always as identity,
  -- By our clock: when it came in, and when it was seen.
  received_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  monitor text not null,
  vantage text not null,
  says text not null check (says in ('failing', 'healthy', 'unknown')),
  detail text not null,
  milliseconds real
);
-- An agent that got no answer sends again: one look is one row.
create unique index observation_look on holdfast.observation (monitor, vantage, seen_at);
create index observation_received on holdfast.observation (received_at);

-- Who may send observations: a token that opens nothing else.
create table holdfast.probe_agent (
  name text primary key,
  sha256 bytea not null unique,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3)
);

-- Alerts are read as they come in: a few pages of the newest, which a BRIN index finds and costs the intake next to nothing.
create index signal_received on holdfast.signal using brin (received_at);
