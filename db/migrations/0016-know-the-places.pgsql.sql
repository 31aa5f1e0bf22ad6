-- The places that a pledge's log names, and what residents see of each.
create table place (
    document bigint not null references document (id),
    number bigint not null,
    name text not null,
    area text not null,
    retired boolean not null,
    primary key (document, number)
);
