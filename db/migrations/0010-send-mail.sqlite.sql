-- Letters on their way, and what became of them. "ending" is written before the server can have the letter: one that is
-- found so later may have been sent, and is not sent again by itself. The body is erased when it is sent, since it may
-- hold a link that opens something. "once" is a key that no two letters have.
create table mail (
    id integer primary key,
    kind text not null,
    account integer references account (id),
    recipient text not null,
    language text not null,
    subject text not null,
    body text not null,
    unsubscribe text not null,
    state text not null check (state in ('queued', 'later', 'ending', 'sent', 'refused', 'failed', 'unknown')),
    attempts integer not null,
    answer text not null,
    once text unique,
    made_at integer not null,
    tried_at integer,
    give_up_at integer not null
) strict;

create index mail_by_state on mail (state, made_at);
create index mail_by_recipient on mail (recipient, made_at);

-- Addresses that a server has refused for good.
create table mail_refusal (
    mail text not null primary key,
    answer text not null,
    refused_at integer not null
) strict, without rowid;

-- What somebody wants to be told by mail; no row: what the program thinks fit.
create table mail_wish (
    account integer not null references account (id),
    reminder_days integer not null,
    digest integer not null check (digest in (0, 1)),
    changed_at integer not null,
    primary key (account)
) strict, without rowid;

-- What somebody was reminded of, so that they are once.
create table mail_reminded (
    account integer not null references account (id),
    about text not null,
    told_at integer not null,
    primary key (account, about)
) strict, without rowid;
