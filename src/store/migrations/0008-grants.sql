-- The list of grants goes through what was asked for, the newest first, and looks for each whether it has ended since.
create index event_grant_asked on holdfast.event (position) where type = 'GrantAsked';
create index event_grant_ended on holdfast.event (stream, version)
  where type in ('GrantRevoked', 'GrantWithdrawn', 'GrantRefused', 'LateOpeningSeen');
create index event_grant_reviewed on holdfast.event (stream) where type = 'BreakGlassReviewed';
