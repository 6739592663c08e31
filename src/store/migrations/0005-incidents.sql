-- The list of incidents goes through their openings, the newest first, and looks for each whether it is closed since.
create index event_incident_closed on holdfast.event (stream, version)
  where type in ('IncidentClosed', 'IncidentReopened');
