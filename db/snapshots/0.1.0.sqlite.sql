CREATE TABLE schema_migration (
            number integer not null primary key,
            name text not null,
            checksum text not null,
            applied_at bigint not null
        );
INSERT INTO schema_migration VALUES(1,'0001-start','955f871ef64ada8a28ab29f5812571a9c65933eded7bc4d90d125287988db653',1795567784468027);
CREATE TABLE document (
    id integer primary key,
    slug text not null unique,
    title text not null,
    status text not null check (status in ('draft', 'review', 'published', 'closed')),
    invented integer not null check (invented in (0, 1)),
    valid_from integer,
    valid_to integer,
    until_replaced integer not null check (until_replaced in (0, 1)),
    extendable integer not null check (extendable in (0, 1)),
    version integer not null,
    search text not null,
    lede text not null,
    shown_from integer,
    settings text not null,
    log_rows integer not null,
    revision integer not null,
    changed_at integer not null
) strict;
INSERT INTO document VALUES(1,'algskog-2024','Medborgarlöfte för Älgskog','published',1,19723,20818,0,1,1,replace('medborgarlöfte för älgskog\nälgskogs kommun\npolisen i älgskog\nkvällar ute','\n',char(10)),'Tryggare kvällar i Älgskog.',20240,'{"about_tolerance":0.1,"autumn_from":[8,1],"autumn_to":[12,31],"events":[],"reporting_days":14,"risk_weekends":[],"school_breaks":[],"spring_from":[1,1],"spring_to":[6,30]}',3,4,1795567784491578);
CREATE TABLE document_version (
    document integer not null references document (id),
    number integer not null,
    body text not null,
    digest blob not null,
    made_at integer not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO document_version VALUES(1,1,'{"format":"lofte/1","title":"Medborgarlöfte för Älgskog","language":"sv","valid":{"from":"2024-01-01","to":"2026-12-31","until_replaced":false,"extendable":true},"decided":null,"references":[],"parties":[{"name":"Älgskogs kommun","kind":"municipality","code":"9911","role":"signatory"},{"name":"Polisen i Älgskog","kind":"police","code":null,"role":"signatory"}],"annex_to":null,"basis":[],"aims":[],"focus_areas":[{"id":"f1","name":"Kvällar ute","background":"Många undviker parken.","pledges":[{"id":"p1","text":"Vi vandrar.","by":["municipality"],"modality":"shall","readings":[{"text":"minst två vandringar i månaden","span":[0,0],"bound":"at_least","stated":true,"count":2,"measure":"occasions","unit":"vandringar","every":"P1M","aggregate":"each","window":[],"per":null,"deadline":null,"within":null,"additional":false,"modality":"shall","schedulable":true,"measurable":"yes"}]}]}],"plan":[{"id":"m1","area":"","focus_area":"f1","what":"Vandringar","when":"minst två vandringar i månaden","with":[],"responsible":[],"follow_up":[],"readings":[{"text":"minst två vandringar i månaden","span":[0,0],"bound":"at_least","stated":true,"count":2,"measure":"occasions","unit":"vandringar","every":"P1M","aggregate":"each","window":[],"per":null,"deadline":null,"within":null,"additional":false,"modality":"shall","schedulable":true,"measurable":"yes"}]}],"follow_up":{"text":null,"fora":[],"readings":[]},"feedback":{"text":null,"channels":[],"readings":[]},"signatories":[],"outcomes":[],"questions":[]}',X'1bcb552f5cfabb6e0e579c468b332cb6cc34ca8c7b2d279fe24f392477ebc5c0',1795567784489214);
CREATE TABLE party (
    document integer not null references document (id),
    number integer not null,
    name text not null,
    kind text not null,
    code text,
    role text not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO party VALUES(1,1,'Älgskogs kommun','municipality','9911','signatory');
INSERT INTO party VALUES(1,2,'Polisen i Älgskog','police',NULL,'signatory');
CREATE TABLE focus_area (
    document integer not null references document (id),
    number integer not null,
    name text not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO focus_area VALUES(1,1,'Kvällar ute');
CREATE TABLE approval (
    document integer not null references document (id),
    number integer not null,
    version integer not null,
    party text not null,
    approved_by text not null,
    approved_on integer not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO approval VALUES(1,1,1,'Älgskogs kommun','kommunchef',19737);
CREATE TABLE log_entry (
    document integer not null references document (id),
    number integer not null,
    kind integer not null check (kind in (0, 1, 2)),
    about integer,
    owner text not null,
    reading integer,
    subject text,
    done_on integer not null,
    low real,
    high real,
    approximate integer not null check (approximate in (0, 1)),
    unit text,
    hours real,
    primary key (document, number)
) strict, without rowid;
INSERT INTO log_entry VALUES(1,1,0,NULL,'m1',NULL,NULL,19756,2.0,NULL,1,'vandringar',NULL);
INSERT INTO log_entry VALUES(1,2,0,NULL,'p1',NULL,NULL,19785,1.0,NULL,1,'vandringar',NULL);
INSERT INTO log_entry VALUES(1,3,1,1,'m1',NULL,NULL,19757,3.0,NULL,1,'vandringar',NULL);
CREATE TABLE log_detail (
    document integer not null,
    number integer not null,
    entry_id text not null,
    client_key text,
    names text,
    said text not null,
    parts text,
    parts_agree integer not null check (parts_agree in (0, 1)),
    place text not null,
    note text not null,
    channel text,
    link text not null,
    amount_open integer not null check (amount_open in (0, 1)),
    detail_open integer not null check (detail_open in (0, 1)),
    holder text not null,
    recorded_at integer not null,
    erased_at integer,
    primary key (document, number),
    foreign key (document, number) references log_entry (document, number)
) strict, without rowid;
INSERT INTO log_detail VALUES(1,1,'36e99cb1-f4fb-4dfe-a1f2-0285f50c86b4',NULL,NULL,'några',NULL,1,'Älvparken','Första',NULL,'',1,0,'kommandoraden',1795567784490204,NULL);
INSERT INTO log_detail VALUES(1,2,'0697aa3b-06c1-4123-a006-783a0073b75a',NULL,NULL,'några',NULL,1,'Älvparken','Andra',NULL,'',1,0,'kommandoraden',1795567784490204,NULL);
INSERT INTO log_detail VALUES(1,3,'3ceff38f-adba-4801-a83e-938bf2a95733','nyckel-1','36e99cb1-f4fb-4dfe-a1f2-0285f50c86b4','några',NULL,1,'Älvparken','Rättad',NULL,'',1,0,'kommandoraden',1795567784491160,NULL);
CREATE TABLE verdict_reason (
    document integer not null references document (id),
    number integer not null,
    owner text not null,
    window_from integer,
    code text not null,
    words text not null,
    responsible text not null,
    given_on integer not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO verdict_reason VALUES(1,1,'m1',19905,'weather','Storm','Trygghetssamordnare',19955);
CREATE TABLE access_token (
    id integer primary key,
    name text not null unique,
    document integer references document (id),
    digest blob not null unique,
    made_at integer not null,
    revoked_at integer
) strict;
INSERT INTO access_token VALUES(1,'telefon',1,X'4565091f7c25aa374038199eb714c21143dcfeb7324bd39261140fa3fe727eb7',1795567784491801,NULL);
CREATE TABLE job (
    id integer primary key,
    kind text not null,
    subject text not null,
    state text not null check (state in ('waiting', 'running', 'failed')),
    attempts integer not null,
    due_at integer not null,
    problem text not null
) strict;
INSERT INTO job VALUES(1,'report','algskog-2024','waiting',0,0,'');
CREATE TABLE made_file (
    kind text not null,
    subject text not null,
    revision integer not null,
    content blob not null,
    made_at integer not null,
    primary key (kind, subject)
) strict;
INSERT INTO made_file VALUES('report','algskog-2024',1,X'25504446',1795567784492012);
CREATE TABLE setting (
    name text not null primary key,
    content text not null,
    changed_at integer not null
) strict;
INSERT INTO setting VALUES('om.kontakt','kommunen@example.org',1795567784491830);
CREATE TABLE audit_event (
    document integer not null,
    number integer not null,
    happened_at integer not null,
    holder text not null,
    act text not null,
    subject text not null,
    content blob not null,
    link blob not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO audit_event VALUES(0,1,1795567784491801,'','token','telefon',X'a9d83e0790cef3a58a428dde94c53c0bcf652dc9d3a68f2e1b2b044357678c84',X'7324ffcfcaf5118e0291fed57bb37af8d1a18b998db619111323069ef4d9d24d');
INSERT INTO audit_event VALUES(0,2,1795567784491830,'','setting','om.kontakt',X'5bb749bb09c6dbf3466c3c67b5a918347bcb841843e41fce22a16904e4bf9a4a',X'2ab2afbd87187a28e34c0d84517893079f07d74b0803dc03c7600cb07ad62b2b');
INSERT INTO audit_event VALUES(1,1,1795567784489214,'','document','1',X'1bcb552f5cfabb6e0e579c468b332cb6cc34ca8c7b2d279fe24f392477ebc5c0',X'bdbfc52607221830f66ec9e8f06fc5cc7b5ffbd008f1c540922a1b8324aeaced');
INSERT INTO audit_event VALUES(1,2,1795567784490204,'kommandoraden','log','1-2',X'0da997264183e7f700b268482c815fc711b6498b8e057692d004f804e38b2e5b',X'3401ee2de02cc8d51e812b0daed4e1cd802be5d67752d40cb84818c52b0bf1d7');
INSERT INTO audit_event VALUES(1,3,1795567784491112,'Trygghetssamordnare','reason','1',X'd7c3ec024e53ebb810481d786d3196b442e1560a348dadea247c6278237f94fb',X'0ad25e266fe5946280483e8961ebaaba1d43f8d41a4728f22743a3bf44bf9997');
INSERT INTO audit_event VALUES(1,4,1795567784491160,'kommandoraden','log','3-3',X'c1fe46a60a96f7d3cf127728a9bb04eba6ec4f19ee64fcb8b293dc41075bc324',X'b94c0265983e845ae7e0b527a0f773fd71ecde14f798b4536232eb6b691a1006');
INSERT INTO audit_event VALUES(1,5,1795567784491578,'kommunchef','publish','',X'421603ba1ac3e99db7659a0f10d48f1903033bb164382059048b3683d05f3981',X'53ed38b4f121c03161c2cdb931fb877cfa98da8d40ce27e7326f714be0007da3');
CREATE INDEX document_by_status on document (status, slug);
CREATE INDEX party_by_code on party (code, document);
CREATE UNIQUE INDEX log_detail_by_client_key on log_detail (document, client_key);
CREATE UNIQUE INDEX log_detail_by_entry_id on log_detail (document, entry_id);
CREATE TRIGGER log_entry_no_update before update on log_entry
begin
    select raise(abort, 'the log is append-only');
end;
CREATE TRIGGER log_entry_no_delete before delete on log_entry
begin
    select raise(abort, 'the log is append-only');
end;
CREATE TRIGGER log_detail_no_delete before delete on log_detail
begin
    select raise(abort, 'the log is append-only');
end;
CREATE TRIGGER log_detail_erase_only before update on log_detail
when not (
    new.erased_at is not null and old.erased_at is null
    and new.said = '' and new.place = '' and new.note = '' and new.link = ''
    and new.document = old.document and new.number = old.number and new.entry_id = old.entry_id
    and new.client_key is old.client_key and new.names is old.names
    and new.parts is old.parts and new.parts_agree = old.parts_agree
    and new.channel is old.channel
    and new.amount_open = old.amount_open and new.detail_open = old.detail_open
    and new.holder = old.holder and new.recorded_at = old.recorded_at
)
begin
    select raise(abort, 'the log is append-only');
end;
CREATE UNIQUE INDEX job_waits_once on job (kind, subject) where state = 'waiting';
CREATE INDEX job_by_due on job (state, due_at);
CREATE TRIGGER audit_event_no_update before update on audit_event
begin
    select raise(abort, 'the audit chain is append-only');
end;
CREATE TRIGGER audit_event_no_delete before delete on audit_event
begin
    select raise(abort, 'the audit chain is append-only');
end;
