-- What residents ask or dispute, without an account. "digest" is of the code that only the asker has. "words" is empty
-- where it is erased or something personal was cut out of it; "shown" is then what is left.
create table resident_question (
    document integer not null references document (id),
    number integer not null,
    digest blob not null unique,
    matter text not null,
    owner text not null,
    window_from integer,
    words text not null,
    asked_at integer not null,
    state text not null,
    settled_at integer,
    shown text not null,
    answer text not null,
    responsible text not null,
    settled_by text not null,
    refusal text,
    corrected_by text not null,
    is_cut integer not null check (is_cut in (0, 1)),
    erased_at integer,
    primary key (document, number)
) strict, without rowid;
