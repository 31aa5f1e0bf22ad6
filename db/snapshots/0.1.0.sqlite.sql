CREATE TABLE schema_migration (
            number integer not null primary key,
            name text not null,
            checksum text not null,
            applied_at bigint not null
        );
INSERT INTO schema_migration VALUES(1,'0001-start','955f871ef64ada8a28ab29f5812571a9c65933eded7bc4d90d125287988db653',1795578119073287);
INSERT INTO schema_migration VALUES(2,'0002-find-changes','314c2e0c07d0801913d99d9b7f4bf5e9bbdf34fd467c0bc3d31cf077bb8ee105',1795578119150235);
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
INSERT INTO document VALUES(1,'algskog-2024','Medborgarlöfte för Älgskog','published',1,19723,20818,0,1,1,replace('medborgarlöfte för älgskog\nälgskogs kommun\npolisen i älgskog\nkvällar ute','\n',char(10)),'Tryggare kvällar i Älgskog.',20240,'{"about_tolerance":0.1,"autumn_from":[8,1],"autumn_to":[12,31],"events":[],"reporting_days":14,"risk_weekends":[],"school_breaks":[],"spring_from":[1,1],"spring_to":[6,30]}',3,4,1795578119236307);
CREATE TABLE document_version (
    document integer not null references document (id),
    number integer not null,
    body text not null,
    digest blob not null,
    made_at integer not null,
    primary key (document, number)
) strict, without rowid;
INSERT INTO document_version VALUES(1,1,'{"format":"lofte/1","title":"Medborgarlöfte för Älgskog","language":"sv","valid":{"from":"2024-01-01","to":"2026-12-31","until_replaced":false,"extendable":true},"decided":null,"references":[],"parties":[{"name":"Älgskogs kommun","kind":"municipality","code":"9911","role":"signatory"},{"name":"Polisen i Älgskog","kind":"police","code":null,"role":"signatory"}],"annex_to":null,"basis":[],"aims":[],"focus_areas":[{"id":"f1","name":"Kvällar ute","background":"Många undviker parken.","pledges":[{"id":"p1","text":"Vi vandrar.","by":["municipality"],"modality":"shall","readings":[{"text":"minst två vandringar i månaden","span":[0,0],"bound":"at_least","stated":true,"count":2,"measure":"occasions","unit":"vandringar","every":"P1M","aggregate":"each","window":[],"per":null,"deadline":null,"within":null,"additional":false,"modality":"shall","schedulable":true,"measurable":"yes"}]}]}],"plan":[{"id":"m1","area":"","focus_area":"f1","what":"Vandringar","when":"minst två vandringar i månaden","with":[],"responsible":[],"follow_up":[],"readings":[{"text":"minst två vandringar i månaden","span":[0,0],"bound":"at_least","stated":true,"count":2,"measure":"occasions","unit":"vandringar","every":"P1M","aggregate":"each","window":[],"per":null,"deadline":null,"within":null,"additional":false,"modality":"shall","schedulable":true,"measurable":"yes"}]}],"follow_up":{"text":null,"fora":[],"readings":[]},"feedback":{"text":null,"channels":[],"readings":[]},"signatories":[],"outcomes":[],"questions":[]}',X'1bcb552f5cfabb6e0e579c468b332cb6cc34ca8c7b2d279fe24f392477ebc5c0',1795578119190482);
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
INSERT INTO log_detail VALUES(1,1,'0d9abfa5-6370-4d9a-a836-623868113f22',NULL,NULL,'några',NULL,1,'Älvparken','Första',NULL,'',1,0,'kommandoraden',1795578119191950,NULL);
INSERT INTO log_detail VALUES(1,2,'086c56f2-515c-4349-85eb-f8bced5fecee',NULL,NULL,'några',NULL,1,'Älvparken','Andra',NULL,'',1,0,'kommandoraden',1795578119191950,NULL);
INSERT INTO log_detail VALUES(1,3,'ecc611c5-b643-4f18-839d-7857b2390b86','nyckel-1','0d9abfa5-6370-4d9a-a836-623868113f22','några',NULL,1,'Älvparken','Rättad',NULL,'',1,0,'kommandoraden',1795578119192464,NULL);
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
INSERT INTO access_token VALUES(1,'telefon',1,X'594e6c81c3507d229b02f25a3d459f7d11d9890fbfb3b484106633d4b502b81a',1795578119301360,NULL);
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
INSERT INTO made_file VALUES('report','algskog-2024',1,X'25504446',1795578119301735);
CREATE TABLE setting (
    name text not null primary key,
    content text not null,
    changed_at integer not null
) strict;
INSERT INTO setting VALUES('om.kontakt','kommunen@example.org',1795578119301417);
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
INSERT INTO audit_event VALUES(0,1,1795578119301360,'','token','telefon',X'a9d83e0790cef3a58a428dde94c53c0bcf652dc9d3a68f2e1b2b044357678c84',X'3838369f168aac62640572d58813deb8b276806d4eb73896916cb269a4dba2bc');
INSERT INTO audit_event VALUES(0,2,1795578119301417,'','setting','om.kontakt',X'5bb749bb09c6dbf3466c3c67b5a918347bcb841843e41fce22a16904e4bf9a4a',X'cd5d787f322c3025f0651dfebc1bda2fe276ed7cf4ccef57faf4a04c06462ec7');
INSERT INTO audit_event VALUES(1,1,1795578119190482,'','document','1',X'1bcb552f5cfabb6e0e579c468b332cb6cc34ca8c7b2d279fe24f392477ebc5c0',X'2183559d355ab41d4132f6fe1a4e7b4acdde4449576dcb0dfea698d37840c256');
INSERT INTO audit_event VALUES(1,2,1795578119190482,'','settings','',X'7912bf8527c7da5ba2fc1d2d05c17990a79676181b748e332b6579aab2257944',X'9eec08b4edd987f8108c8ae18ad483edb208a401616e38f30891764ada6c9d8c');
INSERT INTO audit_event VALUES(1,3,1795578119190482,'','lede','',X'8c644b73789c4f3f7cc293551692fcf0096235e5bb8e1bfabafcc16cc33908df',X'f2d213a5a35566df5e58c61ce6d0ebe7274690fed1421f61cfff9f435b103e5f');
INSERT INTO audit_event VALUES(1,4,1795578119190482,'','shown_from','',X'ae629d34fcca0237177c248e2b9988cddcff2671828a11b7a47ef0b75aaf7c12',X'42a44eac14ef72baa3e9b362e37a04cf41e3a7f540de8eff0edd90ee8b482208');
INSERT INTO audit_event VALUES(1,5,1795578119191950,'kommandoraden','log','1-2',X'8b1fdc8c2531ada0033d74c7e91f27f3f1070288ae82de0e1c58f007da671296',X'd8ce6843a9f28c8b445edd88a45f80d1779e99b66fbf67856e01596c452d1cbd');
INSERT INTO audit_event VALUES(1,6,1795578119192389,'Trygghetssamordnare','reason','1',X'd7c3ec024e53ebb810481d786d3196b442e1560a348dadea247c6278237f94fb',X'112b598d22083f60dcd1c937cfcaa78f2bb39f63b41a0a57730baa0cdb897f63');
INSERT INTO audit_event VALUES(1,7,1795578119192464,'kommandoraden','log','3-3',X'4bd69293d54ffc7283e1e0bd7897a0a18ec5a5c7180fbd861859031d57f97e04',X'30edba7a954b3996c4f4183231ce26c020569fd6ad7bbfacda9d55ae659ad9d0');
INSERT INTO audit_event VALUES(1,8,1795578119236307,'kommunchef','publish','',X'421603ba1ac3e99db7659a0f10d48f1903033bb164382059048b3683d05f3981',X'e1fde976afb6dd7176076843406d2c56f9d91dd2f720198cea5dc5fe51dc3d1a');
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
CREATE INDEX document_by_change on document (changed_at);
