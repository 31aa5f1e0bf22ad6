-- What residents ask or dispute, without an account. "digest" is of the code that only the asker has. "words" is empty
-- where it is erased or something personal was cut out of it; "shown" is then what is left.
create table resident_question (
    document bigint not null references document (id),
    number bigint not null,
    digest bytea not null unique,
    matter text not null,
    owner text not null,
    window_from date,
    words text not null,
    asked_at bigint not null,
    state text not null,
    settled_at bigint,
    shown text not null,
    answer text not null,
    responsible text not null,
    settled_by text not null,
    refusal text,
    corrected_by text not null,
    is_cut boolean not null,
    erased_at bigint,
    primary key (document, number)
);
