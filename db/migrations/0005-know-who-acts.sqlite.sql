-- Those who act in the parties' names: organisations, and the people who work for them.
create table organisation (
    id integer primary key,
    kind text not null,
    name text not null unique,
    code text,
    made_at integer not null
) strict;

-- "mail" is in small letters. "password" is what argon2id made of it; none until the invitation is taken.
create table account (
    id integer primary key,
    mail text not null unique,
    function text not null,
    language text not null,
    password text,
    code_secret blob,
    code_confirmed_at integer,
    code_step integer not null,
    made_at integer not null,
    closed_at integer
) strict;

create table membership (
    account integer not null references account (id),
    organisation integer not null references organisation (id),
    role text not null,
    made_at integer not null,
    primary key (account, organisation, role)
) strict, without rowid;

create index membership_by_organisation on membership (organisation, account);

create table invitation (
    id integer primary key,
    digest blob not null unique,
    organisation integer not null references organisation (id),
    role text not null,
    mail text not null,
    resets integer not null check (resets in (0, 1)),
    made_by text not null,
    made_at integer not null,
    expires_at integer not null,
    taken_at integer,
    revoked_at integer
) strict;

create index invitation_by_organisation on invitation (organisation, made_at);

create table session (
    id integer primary key,
    digest blob not null unique,
    account integer not null references account (id),
    client text not null,
    is_whole integer not null check (is_whole in (0, 1)),
    made_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict;

create index session_by_account on session (account);

create table recovery_code (
    account integer not null references account (id),
    number integer not null,
    digest blob not null,
    used_at integer,
    primary key (account, number)
) strict, without rowid;

-- How often a sign-in failed, by what is throttled: an account from a network, a network, an account.
create table sign_in_failure (
    subject text not null primary key,
    failures integer not null,
    last_at integer not null
) strict, without rowid;

create index sign_in_failure_by_time on sign_in_failure (last_at);
