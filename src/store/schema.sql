-- Generated from a migrated database: see migrate.test.ts. For reading; nothing runs it.

-- tables
account.person text not null
account.name text not null
account.password_hash text
account.password_changed_at timestamp with time zone
account.totp_sealed bytea
account.totp_confirmed boolean not null default false
account.totp_step bigint not null default 0
account.created_at timestamp with time zone not null default now()
account.disabled_at timestamp with time zone
account.signed_in_at timestamp with time zone
api_token.sha256 bytea not null
api_token.person text not null
api_token.created_by text not null
api_token.created_at timestamp with time zone not null default now()
api_token.id text not null
api_token.name text not null default ''::text
api_token.expires_at timestamp with time zone
api_token.used_at timestamp with time zone
attachment.sha256 bytea not null
attachment.media_type text not null
attachment.bytes bytea not null
attachment.created_at timestamp with time zone not null default now()
ceremony.sha256 bytea not null
ceremony.kind text not null
ceremony.person text
ceremony.data jsonb not null
ceremony.expires_at timestamp with time zone not null
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
guess.key text not null
guess.failures integer not null
guess.last_at timestamp with time zone not null
held_job.job_id uuid not null
held_job.queue text not null
held_job.retry integer not null
held_job.node text not null
held_job.since timestamp with time zone not null default now()
migration.number integer not null
migration.name text not null
migration.checksum text not null
migration.applied_at timestamp with time zone not null default now()
observation.number bigint not null generated always as identity
observation.received_at timestamp(3) with time zone not null
observation.seen_at timestamp(3) with time zone not null
observation.monitor text not null
observation.vantage text not null
observation.says text not null
observation.detail text not null
observation.milliseconds real
passkey.id text not null
passkey.person text not null
passkey.public_key bytea not null
passkey.counter bigint not null
passkey.transports text[] not null
passkey.name text not null
passkey.created_at timestamp with time zone not null default now()
passkey.used_at timestamp with time zone
probe_agent.name text not null
probe_agent.sha256 bytea not null
probe_agent.created_by text not null
probe_agent.created_at timestamp(3) with time zone not null default now()
probe_agent.revoked_at timestamp(3) with time zone
provider_subject.issuer text not null
provider_subject.subject text not null
provider_subject.person text not null
provider_subject.created_at timestamp with time zone not null default now()
recovery_code.person text not null
recovery_code.sha256 bytea not null
session.sha256 bytea not null
session.id text not null
session.person text not null
session.method text not null
session.is_strong boolean not null
session.address text not null
session.browser text not null
session.created_at timestamp with time zone not null default now()
session.seen_at timestamp with time zone not null default now()
session.expires_at timestamp with time zone not null
signal.number bigint not null generated always as identity
signal.received_at timestamp(3) with time zone not null
signal.source text not null
signal.fingerprint text not null
signal.status text not null
signal.starts_at timestamp(3) with time zone
signal.ends_at timestamp(3) with time zone
signal.title text not null
signal.summary text not null
signal.severity text
signal.labels jsonb not null
signal.link text

-- constraints
holdfast.account account_name_check: CHECK ((name = lower(name)))
holdfast.account account_name_key: UNIQUE (name)
holdfast.account account_pkey: PRIMARY KEY (person)
holdfast.api_token api_token_id_key: UNIQUE (id)
holdfast.api_token api_token_pkey: PRIMARY KEY (sha256)
holdfast.api_token api_token_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.attachment attachment_pkey: PRIMARY KEY (sha256)
holdfast.attachment attachment_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.ceremony ceremony_pkey: PRIMARY KEY (sha256)
holdfast.ceremony ceremony_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.checkpoint checkpoint_log_hash_check: CHECK ((octet_length(log_hash) = 32))
holdfast.checkpoint checkpoint_pkey: PRIMARY KEY ("position")
holdfast.event event_hash_check: CHECK ((octet_length(hash) = 32))
holdfast.event event_pkey: PRIMARY KEY ("position")
holdfast.event event_stream_version_key: UNIQUE (stream, version)
holdfast.event event_version_check: CHECK ((version > 0))
holdfast.guess guess_pkey: PRIMARY KEY (key)
holdfast.held_job held_job_pkey: PRIMARY KEY (job_id)
holdfast.migration migration_pkey: PRIMARY KEY (number)
holdfast.observation observation_pkey: PRIMARY KEY (number)
holdfast.observation observation_says_check: CHECK ((says = ANY (ARRAY['failing'::text, 'healthy'::text, 'unknown'::text])))
holdfast.passkey passkey_person_fkey: FOREIGN KEY (person) REFERENCES holdfast.account(person)
holdfast.passkey passkey_pkey: PRIMARY KEY (id)
holdfast.probe_agent probe_agent_pkey: PRIMARY KEY (name)
holdfast.probe_agent probe_agent_sha256_key: UNIQUE (sha256)
holdfast.provider_subject provider_subject_person_fkey: FOREIGN KEY (person) REFERENCES holdfast.account(person)
holdfast.provider_subject provider_subject_pkey: PRIMARY KEY (issuer, subject)
holdfast.recovery_code recovery_code_person_fkey: FOREIGN KEY (person) REFERENCES holdfast.account(person)
holdfast.recovery_code recovery_code_pkey: PRIMARY KEY (person, sha256)
holdfast.recovery_code recovery_code_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.session session_id_key: UNIQUE (id)
holdfast.session session_person_fkey: FOREIGN KEY (person) REFERENCES holdfast.account(person)
holdfast.session session_pkey: PRIMARY KEY (sha256)
holdfast.session session_sha256_check: CHECK ((octet_length(sha256) = 32))
holdfast.signal signal_pkey: PRIMARY KEY (number)
holdfast.signal signal_status_check: CHECK ((status = ANY (ARRAY['firing'::text, 'resolved'::text])))

-- indexes
CREATE UNIQUE INDEX account_name_key ON holdfast.account USING btree (name)
CREATE UNIQUE INDEX account_pkey ON holdfast.account USING btree (person)
CREATE UNIQUE INDEX api_token_id_key ON holdfast.api_token USING btree (id)
CREATE UNIQUE INDEX api_token_pkey ON holdfast.api_token USING btree (sha256)
CREATE UNIQUE INDEX attachment_pkey ON holdfast.attachment USING btree (sha256)
CREATE UNIQUE INDEX ceremony_pkey ON holdfast.ceremony USING btree (sha256)
CREATE UNIQUE INDEX checkpoint_pkey ON holdfast.checkpoint USING btree ("position")
CREATE INDEX event_command ON holdfast.event USING btree (stream, command_id)
CREATE INDEX event_feed ON holdfast.event USING btree (xid, "position")
CREATE INDEX event_grant_asked ON holdfast.event USING btree ("position") WHERE (type = 'GrantAsked'::text)
CREATE INDEX event_grant_ended ON holdfast.event USING btree (stream, version) WHERE (type = ANY (ARRAY['GrantRevoked'::text, 'GrantWithdrawn'::text, 'GrantRefused'::text, 'LateOpeningSeen'::text]))
CREATE INDEX event_grant_reviewed ON holdfast.event USING btree (stream) WHERE (type = 'BreakGlassReviewed'::text)
CREATE INDEX event_incident_closed ON holdfast.event USING btree (stream, version) WHERE (type = ANY (ARRAY['IncidentClosed'::text, 'IncidentReopened'::text]))
CREATE UNIQUE INDEX event_pkey ON holdfast.event USING btree ("position")
CREATE INDEX event_run_ended ON holdfast.event USING btree (stream, version) WHERE (type = ANY (ARRAY['RunFinished'::text, 'UndoRequested'::text]))
CREATE UNIQUE INDEX event_stream_version_key ON holdfast.event USING btree (stream, version)
CREATE UNIQUE INDEX guess_pkey ON holdfast.guess USING btree (key)
CREATE INDEX held_job_node ON holdfast.held_job USING btree (node)
CREATE UNIQUE INDEX held_job_pkey ON holdfast.held_job USING btree (job_id)
CREATE UNIQUE INDEX migration_pkey ON holdfast.migration USING btree (number)
CREATE UNIQUE INDEX observation_look ON holdfast.observation USING btree (monitor, vantage, seen_at)
CREATE UNIQUE INDEX observation_pkey ON holdfast.observation USING btree (number)
CREATE INDEX observation_received ON holdfast.observation USING btree (received_at)
CREATE INDEX passkey_person ON holdfast.passkey USING btree (person)
CREATE UNIQUE INDEX passkey_pkey ON holdfast.passkey USING btree (id)
CREATE UNIQUE INDEX probe_agent_pkey ON holdfast.probe_agent USING btree (name)
CREATE UNIQUE INDEX probe_agent_sha256_key ON holdfast.probe_agent USING btree (sha256)
CREATE UNIQUE INDEX provider_subject_pkey ON holdfast.provider_subject USING btree (issuer, subject)
CREATE UNIQUE INDEX recovery_code_pkey ON holdfast.recovery_code USING btree (person, sha256)
CREATE UNIQUE INDEX session_id_key ON holdfast.session USING btree (id)
CREATE INDEX session_person ON holdfast.session USING btree (person)
CREATE UNIQUE INDEX session_pkey ON holdfast.session USING btree (sha256)
CREATE UNIQUE INDEX signal_delivery ON holdfast.signal USING btree (source, md5(fingerprint), starts_at, status) WHERE (starts_at IS NOT NULL)
CREATE INDEX signal_last ON holdfast.signal USING btree (source, md5(fingerprint), number)
CREATE UNIQUE INDEX signal_pkey ON holdfast.signal USING btree (number)
CREATE INDEX signal_received ON holdfast.signal USING brin (received_at)

-- triggers
CREATE TRIGGER attachment_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.attachment FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)
CREATE TRIGGER checkpoint_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.event FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)
CREATE TRIGGER signal_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.signal FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_change() (always)

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
account: delete, insert, select, update
api_token: delete, insert, select, update
attachment: insert, select
ceremony: delete, insert, select, update
checkpoint: insert, select
event: insert, select
guess: delete, insert, select, update
held_job: delete, insert, select, update
migration: select
observation: delete, insert, select
passkey: delete, insert, select, update
probe_agent: delete, insert, select, update
provider_subject: delete, insert, select, update
recovery_code: delete, insert, select, update
session: delete, insert, select, update
signal: insert, select
