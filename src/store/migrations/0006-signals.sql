-- Alerts from outside, as they came in, before anybody is told that they were taken.
create table holdfast.signal (
  number bigint primary key generated always as identity,
  received_at timestamptz(3) not null,
  source text not null,
  fingerprint text not null,
  status text not null check (status in ('firing', 'resolved')),
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  title text not null,
  summary text not null,
  severity text,
  labels jsonb not null,
  link text
);

-- What a sender repeats is the same signal. An alert that begins again has another start, so it is another one.
create unique index signal_delivery on holdfast.signal (source, md5(fingerprint), starts_at, status)
  where starts_at is not null;
-- Senders without a start are told apart by what was last heard of the alert.
create index signal_last on holdfast.signal (source, md5(fingerprint), number);

create trigger signal_is_append_only before update or delete or truncate on holdfast.signal
  for each statement execute function holdfast.refuse_change();
alter table holdfast.signal enable always trigger signal_is_append_only;
