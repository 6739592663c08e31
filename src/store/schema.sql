-- Generated from a migrated database: see migrate.test.ts. For reading; nothing runs it.

-- tables
api_token.sha256 bytea not null
api_token.person text not null
api_token.created_by text not null
api_token.created_at timestamp with time zone not null default now()
attachment.sha256 bytea not null
attachment.media_type text not null
attachment.bytes bytea not null
attachment.created_at timestamp with time zone not null default now()
checkpoint.position bigint not null
checkpoint.count bigint not null
checkpoint.log_hash bytea not null
checkpoint.statement text not null
checkpoint.key_id text not null
checkpoint.signature bytea not null
event.position bigint not null generated always as identity
event.xid xid8 not null default pg_current_xact_id()
event.stream text not null
event.version integer not null
event.type text not null
event.data json not null
event.actor json not null
event.at timestamp(3) with time zone not null
event.command_id text not null
event.hash bytea not null
held_job.job_id uuid not null
held_job.queue text not null
held_job.retry integer not null
held_job.node text not null
held_job.since timestamp with time zone not null default now()
migration.number integer not null
migration.name text not null
migration.checksum text not null
migration.applied_at timestamp with time zone not null default now()

-- constraints
holdfast.api_token api_token_pkey: PRIMARY KEY (sha256)
holdfast.api_token api_token_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.attachment attachment_pkey: PRIMARY KEY (sha256)
holdfast.attachment attachment_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.checkpoint checkpoint_log_hash_check: CHECK ((octet_length(log_hash) = 32))
holdfast.checkpoint checkpoint_pkey: PRIMARY KEY ("position")
holdfast.event event_hash_check: CHECK ((octet_length(hash) = 32))
holdfast.event event_pkey: PRIMARY KEY ("position")
holdfast.event event_stream_version_key: UNIQUE (stream, version)
holdfast.event event_version_check: CHECK ((version > 0))
holdfast.held_job held_job_pkey: PRIMARY KEY (job_id)
holdfast.migration migration_pkey: PRIMARY KEY (number)

-- indexes
CREATE UNIQUE INDEX api_token_pkey ON holdfast.api_token USING btree (sha256)
CREATE UNIQUE INDEX attachment_pkey ON holdfast.attachment USING btree (sha256)
CREATE UNIQUE INDEX checkpoint_pkey ON holdfast.checkpoint USING btree ("position")
CREATE INDEX event_command ON holdfast.event USING btree (stream, command_id)
CREATE INDEX event_feed ON holdfast.event USING btree (xid, "position")
CREATE UNIQUE INDEX event_pkey ON holdfast.event USING btree ("position")
CREATE INDEX event_run_ended ON holdfast.event USING btree (stream, version) WHERE (type = ANY (ARRAY['RunFinished'::text, 'UndoRequested'::text]))
CREATE UNIQUE INDEX event_stream_version_key ON holdfast.event USING btree (stream, version)
CREATE INDEX held_job_node ON holdfast.held_job USING btree (node)
CREATE UNIQUE INDEX held_job_pkey ON holdfast.held_job USING btree (job_id)
CREATE UNIQUE INDEX migration_pkey ON holdfast.migration USING btree (number)

-- triggers
CREATE TRIGGER attachment_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.attachment FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)
CREATE TRIGGER checkpoint_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.event FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)

-- functions
CREATE OR REPLACE FUNCTION holdfast.lock_log()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  lock table holdfast.event in share mode;
end
$function$
CREATE OR REPLACE FUNCTION holdfast.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the table %.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege',
          hint = 'A correction is a new event.';
end
$function$

-- privileges of the engine
api_token: insert, select
attachment: insert, select
checkpoint: insert, select
event: insert, select
held_job: delete, insert, select, update
migration: select
