-- The places that a pledge's log names, and what residents see of each.
create table place (
    document integer not null references document (id),
    number integer not null,
    name text not null,
    area text not null,
    retired integer not null check (retired in (0, 1)),
    primary key (document, number)
) strict, without rowid;
