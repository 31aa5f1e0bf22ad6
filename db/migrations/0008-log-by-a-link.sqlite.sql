-- Links by which somebody without an account logs some rows of a pledge; a digest of the secret is kept.
create table personal_link (
    id integer primary key,
    digest blob not null unique,
    document integer not null references document (id),
    organisation integer references organisation (id),
    function text not null,
    party text not null,
    made_by text not null,
    made_at integer not null,
    ends_on integer not null,
    revoked_at integer
) strict;

create index personal_link_by_organisation on personal_link (organisation, made_at);
create index personal_link_by_maker on personal_link (made_by);

create table personal_link_row (
    link integer not null references personal_link (id),
    number integer not null,
    owner text not null,
    primary key (link, number)
) strict, without rowid;
