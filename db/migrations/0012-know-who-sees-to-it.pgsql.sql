-- Who sees to what is due, and what settings ask for beside the documents. A series ("m5", "follow_up") is what somebody
-- is put in charge of once for all its windows.

create table duty_charge (
    document bigint not null references document (id),
    series text not null,
    account bigint not null references account (id),
    note text not null,
    made_at bigint not null,
    primary key (document, series)
);

create table duty_rule (
    document bigint primary key references document (id),
    follow_up_yearly boolean not null,
    feedback_times bigint not null,
    revise_yearly boolean not null
);

create table duty_done (
    document bigint not null references document (id),
    duty text not null,
    done_on date not null,
    made_at bigint not null,
    primary key (document, duty)
);

create table law_rule (
    organisation bigint primary key references organisation (id),
    decided_on date,
    years bigint not null
);

-- A person's calendar, asked for by programs that have no session: its secret address, of which the digest is kept.
create table calendar_address (
    account bigint primary key references account (id),
    digest bytea not null unique,
    made_at bigint not null
);

