-- Who sees to what is due, and what settings ask for beside the documents. A series ("m5", "follow_up") is what somebody
-- is put in charge of once for all its windows.

create table duty_charge (
    document integer not null references document (id),
    series text not null,
    account integer not null references account (id),
    note text not null,
    made_at integer not null,
    primary key (document, series)
) strict, without rowid;

create table duty_rule (
    document integer not null references document (id),
    follow_up_yearly integer not null check (follow_up_yearly in (0, 1)),
    feedback_times integer not null,
    revise_yearly integer not null check (revise_yearly in (0, 1)),
    primary key (document)
) strict, without rowid;

create table duty_done (
    document integer not null references document (id),
    duty text not null,
    done_on integer not null,
    made_at integer not null,
    primary key (document, duty)
) strict, without rowid;

create table law_rule (
    organisation integer not null references organisation (id),
    decided_on integer,
    years integer not null,
    primary key (organisation)
) strict, without rowid;

-- A person's calendar, asked for by programs that have no session: its secret address, of which the digest is kept.
create table calendar_address (
    account integer not null references account (id),
    digest blob not null unique,
    made_at integer not null,
    primary key (account)
) strict, without rowid;

