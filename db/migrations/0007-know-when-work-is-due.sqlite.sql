-- Work that comes back: when it is due next, so that several instances make one run of it.
create table schedule (
    name text not null primary key,
    due_at integer not null
) strict, without rowid;
