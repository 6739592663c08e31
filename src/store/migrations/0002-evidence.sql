-- What was captured whole (outputs of commands, answers of systems), named by its content.

create table holdfast.attachment (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null default now()
);

create trigger attachment_is_append_only before update or delete or truncate on holdfast.attachment
  for each statement execute function holdfast.refuse_change();
alter table holdfast.attachment enable always trigger attachment_is_append_only;

-- Signed statements about the whole log up to a position.
create table holdfast.checkpoint (
  position bigint primary key,
  -- Events up to and with that position.
  count bigint not null,
  log_hash bytea not null check (octet_length(log_hash) = 32),
  -- The canonical JSON that was signed, as it was signed.
  statement text not null,
  key_id text not null,
  signature bytea not null
);

create trigger checkpoint_is_append_only before update or delete or truncate on holdfast.checkpoint
  for each statement execute function holdfast.refuse_change();
alter table holdfast.checkpoint enable always trigger checkpoint_is_append_only;

-- Waits for the appends that are under way and holds new ones off until the transaction ends (milliseconds), so that
-- "all events up to this position" is a clean cut. The engine's role lacks the privilege for LOCK TABLE by design.
create function holdfast.lock_log() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table holdfast.event in share mode;
end
$$;
revoke execute on function holdfast.lock_log() from public;
