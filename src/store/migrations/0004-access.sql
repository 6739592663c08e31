-- How people sign in. What they may do is in the log (stream access/people); nothing of these tables is in it,
-- nor in an export of it.

create table holdfast.account (
  person text primary key,
  -- What is typed, in lower case.
  name text not null unique check (name = lower(name)),
  -- Argon2id in the PHC string format, with its salt and its cost.
  password_hash text,
  password_changed_at timestamptz,
  -- Sealed with a key that is not in the database.
  totp_sealed bytea,
  totp_confirmed boolean not null default false,
  -- The last time step a code was taken for: no code is taken twice.
  totp_step bigint not null default 0,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  signed_in_at timestamptz
);

-- Whom a subject of an identity provider was first signed in as: a claim that changes later makes nobody somebody else.
create table holdfast.provider_subject (
  issuer text not null,
  subject text not null,
  person text not null references holdfast.account,
  created_at timestamptz not null default now(),
  primary key (issuer, subject)
);

create table holdfast.recovery_code (
  person text not null references holdfast.account,
  sha256 bytea not null check (octet_length(sha256) = 32),
  primary key (person, sha256)
);

create table holdfast.passkey (
  id text primary key,
  person text not null references holdfast.account,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

create index passkey_person on holdfast.passkey (person);

-- Browsers that are signed in, by the SHA-256 of their cookie.
create table holdfast.session (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  id text not null unique,
  person text not null references holdfast.account,
  method text not null,
  is_strong boolean not null,
  address text not null,
  browser text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create index session_person on holdfast.session (person);

-- What was begun and is finished once: second factors, challenges, trips to a provider, links to a new password.
create table holdfast.ceremony (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  kind text not null,
  person text,
  data jsonb not null,
  expires_at timestamptz not null
);

-- Failures to sign in, by what they are counted under (hashed: a name that was mistyped may be a password).
create table holdfast.guess (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null
);

alter table holdfast.api_token add column id text;
update holdfast.api_token set id = encode(substring(sha256 for 6), 'hex');
alter table holdfast.api_token alter column id set not null;
alter table holdfast.api_token add constraint api_token_id_key unique (id);
alter table holdfast.api_token add column name text not null default '';
alter table holdfast.api_token add column expires_at timestamptz;
alter table holdfast.api_token add column used_at timestamptz;
