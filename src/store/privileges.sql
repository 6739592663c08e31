-- What the engine's own connections may do. Run after every change of the schema; saying it again changes nothing.
grant usage on schema holdfast, holdfast_queue to holdfast_engine;
grant select, insert on holdfast.event, holdfast.attachment, holdfast.checkpoint, holdfast.signal to holdfast_engine;
grant select, insert, delete on holdfast.observation to holdfast_engine;
grant select, insert, update, delete on holdfast.probe_agent to holdfast_engine;
grant select, insert, update, delete on holdfast.held_job to holdfast_engine;
grant execute on function holdfast.lock_log() to holdfast_engine;
grant select, insert, update, delete on holdfast.api_token, holdfast.account, holdfast.provider_subject,
  holdfast.recovery_code, holdfast.passkey, holdfast.session, holdfast.ceremony, holdfast.guess to holdfast_engine;
grant select on holdfast.migration to holdfast_engine;
grant select, insert, update, delete on all tables in schema holdfast_queue to holdfast_engine;
grant usage, select on all sequences in schema holdfast_queue to holdfast_engine;
grant execute on all functions in schema holdfast_queue to holdfast_engine;
