-- Bearer tokens, by the SHA-256 of their text: whoever reads this table can sign in as nobody.
create table holdfast.api_token (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  person text not null,
  created_by text not null,
  created_at timestamptz not null default now()
);

-- The list of runs goes through the starts, the newest first, and looks for each whether the run has ended since.
create index event_run_ended on holdfast.event (stream, version) where type in ('RunFinished', 'UndoRequested');
