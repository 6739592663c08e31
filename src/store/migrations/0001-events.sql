-- The log of events: the one truth everything else is computed from.

create table holdfast.event (
  -- Place in the whole log. Grows, may have gaps, and may become visible out of order: see the feed.
  position bigint generated always as identity primary key,
  -- The transaction that wrote the row: readers of the whole log stop below the oldest one still running.
  xid xid8 not null default pg_current_xact_id(),
  -- "C": a prefix is a range of the index, and the order is the same on every machine.
  stream text collate "C" not null,
  version integer not null check (version > 0),
  type text not null,
  -- json, not jsonb: the text is kept as it was hashed.
  data json not null,
  actor json not null,
  at timestamptz(3) not null,
  command_id text not null,
  hash bytea not null check (octet_length(hash) = 32),
  -- Two decisions on the same version: the second cannot be stored. This is the fence of the engine.
  unique (stream, version)
);

create index event_command on holdfast.event (stream, command_id);
create index event_feed on holdfast.event (xid, position);

create function holdfast.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the table %.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege',
          hint = 'A correction is a new event.';
end
$$;

-- The engine's role lacks the privileges as well. The trigger holds for the owner and for a superuser, too.
create trigger event_is_append_only before update or delete or truncate on holdfast.event
  for each statement execute function holdfast.refuse_change();
alter table holdfast.event enable always trigger event_is_append_only;

-- Which node works on which job, so that the work of a lost node is found. A row lives as long as the claim.
create table holdfast.held_job (
  job_id uuid primary key,
  queue text not null,
  retry integer not null,
  node text not null,
  since timestamptz not null default now()
);

create index held_job_node on holdfast.held_job (node);
