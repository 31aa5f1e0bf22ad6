-- Who somebody is elsewhere: a provider's address for itself and its name for the person, together.
create table identity (
    id integer primary key,
    account integer not null references account (id),
    issuer text not null,
    subject text not null,
    made_at integer not null,
    used_at integer not null,
    unique (issuer, subject)
) strict;

create index identity_by_account on identity (account);

-- The roles of "membership" that a rule gave for what a provider said. One that stands there alone was given by hand.
create table membership_rule (
    account integer not null references account (id),
    organisation integer not null references organisation (id),
    role text not null,
    identity integer not null references identity (id),
    primary key (account, organisation, role, identity)
) strict, without rowid;

create index membership_rule_by_identity on membership_rule (identity);

-- A second factor was given at the provider.
alter table session add column has_factor integer not null default 0 check (has_factor in (0, 1));
