#include "store/draft.hpp"

#include "core/words.hpp"
#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/draft_source.hpp"
#include "store/job.hpp"
#include "store/log_text.hpp"
#include "store/party.hpp"
#include "store/party_sql.hpp"
#include "store/pledge.hpp"
#include "store/settings_text.hpp"
#include "store/touch.hpp"
#include "store/version.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace store {
namespace {

// A draft's own version, where it is still the one that `version` was read from; the document is locked by then.
bool is_at(db::transaction& t, std::int64_t pledge, int version) {
    const auto found = db::find<int>(t, R"(
        select coalesce(working, version)
        from document
        where id = $1 and dropped_at is null)",
                                     pledge);
    return found && *found == version;
}

bool is_shown(db::reader& r, std::int64_t pledge) {
    return db::find<std::int64_t>(r, "select id from document where id = $1 and status in ('published', 'closed')",
                                  pledge)
        .has_value();
}

std::vector<core::party_approval> approvals_given(db::reader& r, std::int64_t pledge, int version) {
    std::vector<core::party_approval> all;
    for (auto [party, in, by, holder, at] :
         db::select<std::string, core::organisation_id, std::string, std::string, core::moment>(r, R"(
            select party, organisation, said_by, holder, given_at
            from party_approval
            where document = $1 and version = $2 and withdrawn_at is null
            order by number)",
                                                                                                pledge, version))
        all.push_back({std::move(party), in, std::move(by), std::move(holder), at});
    return all;
}

// Those that whoever published it told of: what no party gave in the program.
std::vector<core::paper_approval> approvals_told(db::reader& r, std::int64_t pledge, int version) {
    std::vector<core::paper_approval> all;
    for (auto [party, by, on] : db::select<std::string, std::string, base::date>(r, R"(
            select a.party, a.approved_by, a.approved_on
            from approval a
            where a.document = $1 and a.version = $2
                and not exists (
                    select 1
                    from party_approval g
                    where g.document = a.document and g.version = a.version and g.party = a.party
                        and g.withdrawn_at is null)
            order by a.number)",
                                                                                 pledge, version))
        all.push_back({std::move(party), std::move(by), on});
    return all;
}

std::vector<core::approval> as_signatures(const std::vector<core::party_approval>& given, int version) {
    std::vector<core::approval> all;
    for (const auto& g : given)
        all.push_back({g.party, g.by, base::stockholm_date(g.at), version});
    return all;
}

} // namespace

std::string add_draft(db::transaction& t, const new_draft& what, std::string_view by) {
    const auto file = add_pledge(t, {.slug = core::place_and_year(what.document), .document = what.document}, by);
    db::run(t, "update document set kept_by = $2 where id = $1", file.id, what.kept_by);
    if (what.source) store_source(t, file.id, *what.source);
    append_audit(t, file.id, by, "draft", what.kept_by ? fmt::to_string(what.kept_by->value) : "",
                 what.source ? what.source->text : "", now());
    return file.slug;
}

std::optional<std::string> begun_before(db::transaction& t, const new_draft& what, std::string_view by) {
    lock_house(t); // two that begin it at once are one after the other
    return db::find<std::string>(t, R"(
        select d.slug
        from document d
        join document_version v on v.document = d.id and v.number = d.version
        left join document_source s on s.document = d.id
        where d.kept_by = $1 and d.status = 'draft' and d.version = 1 and d.dropped_at is null and v.digest = $2
            and coalesce(s.content, '') = $3
            and exists (select 1 from audit_event e where e.document = d.id and e.act = 'draft' and e.holder = $4)
        order by d.id
        limit 1)",
                                 what.kept_by, db::bytes_view{sha256(version_text(what.document))},
                                 what.source ? std::string_view{what.source->text} : std::string_view{}, by);
}

std::optional<core::draft> find_draft(db::reader& r, std::string_view slug) {
    const auto found = db::find<std::int64_t, std::string, int, int, std::string, db::bytes, bool, bool,
                                std::optional<core::organisation_id>, core::moment, std::string>(r, R"(
        select d.id, d.status, v.number, d.version, v.body, v.digest, d.in_review, d.is_shared, d.kept_by, d.changed_at,
            d.settings
        from document d
        join document_version v on v.document = d.id and v.number = coalesce(d.working, d.version)
        where d.slug = $1 and d.dropped_at is null)",
                                                                                                 slug);
    if (!found) return std::nullopt;
    const auto& [id, status, version, in_force, body, digest, in_review, is_shared, kept_by, changed_at, settings] =
        *found;
    core::draft d;
    d.pledge = id;
    d.slug = slug;
    d.status = core::named<core::status>(status).value();
    d.version = version;
    d.digest = hex(digest.value);
    d.document = stored_document(body, slug);
    if (d.status == core::status::published || d.status == core::status::closed) d.in_force = in_force;
    d.in_review = in_review;
    d.is_shared = is_shared;
    d.kept_by = kept_by;
    d.approvals = approvals_given(r, id, version);
    d.on_paper = approvals_told(r, id, version);
    d.changed_at = changed_at;
    d.settings = parse_settings_text(settings);
    return d;
}

std::optional<reading::document> version_of(db::reader& r, std::int64_t pledge, int number) {
    const auto body = db::find<std::string>(r, "select body from document_version where document = $1 and number = $2",
                                            pledge, number);
    if (!body) return std::nullopt;
    return stored_document(*body, fmt::format("version {}", number));
}

std::optional<int> change_draft(db::transaction& t, std::int64_t pledge, int from, const reading::document& to,
                                std::string_view by) {
    const auto at = now();
    touch(t, pledge, at); // locks it before it is looked at
    if (!is_at(t, pledge, from)) return std::nullopt;
    if (is_shown(t, pledge)) {
        const auto number = add_version(t, pledge, to, at, by, "amendment");
        db::run(t, "update document set working = $2, in_review = $3 where id = $1", pledge, number, false);
        return number;
    }
    const auto number = add_version(t, pledge, to, at, by);
    show_version(t, pledge, number, to);
    db::run(t, "update document set status = 'draft', in_review = $2 where id = $1", pledge, false);
    return number;
}

bool share_draft(db::transaction& t, std::int64_t pledge, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    const auto done = db::run(t, "update document set is_shared = $2 where id = $1 and is_shared <> $2", pledge, true);
    if (done == 1) append_audit(t, pledge, by, "draft_shared", "", "", at);
    return done == 1;
}

bool send_for_approval(db::transaction& t, std::int64_t pledge, int version, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    if (!is_at(t, pledge, version)) return false;
    const auto done = db::run(t, R"(
        update document
        set in_review = $2, is_shared = $2, status = case when status = 'draft' then 'review' else status end
        where id = $1 and in_review <> $2 and (status = 'draft' or working is not null))",
                              pledge, true);
    if (done == 1) append_audit(t, pledge, by, "review", fmt::to_string(version), "", at);
    return done == 1;
}

bool take_back(db::transaction& t, std::int64_t pledge, int version, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    if (!is_at(t, pledge, version)) return false;
    const auto done = db::run(t, R"(
        update document
        set in_review = $2, status = case when status = 'review' then 'draft' else status end
        where id = $1 and in_review <> $2)",
                              pledge, false);
    if (done == 1) append_audit(t, pledge, by, "review_ended", fmt::to_string(version), "", at);
    return done == 1;
}

approved approve(db::transaction& t, const core::draft& d, const core::party_approval& given) {
    const auto at = now();
    touch(t, d.pledge, at);
    const bool is_open =
        db::find<std::int64_t>(t, "select id from document where id = $1 and in_review = $2", d.pledge, true)
            .has_value();
    if (!is_open || !is_at(t, d.pledge, d.version)) return approved::no;
    auto now_given = d;
    now_given.approvals = approvals_given(t, d.pledge, d.version);
    const auto waiting = core::waiting_parties(now_given);
    if (std::find(waiting.begin(), waiting.end(), given.party) == waiting.end()) return approved::no;
    db::run(t, R"(
        insert into party_approval (document, number, version, digest, party, organisation, said_by, holder, given_at)
        select v.document, (select coalesce(max(number), 0) + 1 from party_approval where document = $1), v.number,
            v.digest, $3, $4, $5, $6, $7
        from document_version v
        where v.document = $1 and v.number = $2)",
            d.pledge, d.version, given.party, given.in, given.by, given.holder, given.at);
    append_audit(t, d.pledge, given.holder, "approve", fmt::to_string(d.version), approval_text(d.digest, given), at);
    now_given.approvals.push_back(given);
    if (!core::waiting_parties(now_given).empty()) return approved::waiting;
    db::run(t, "update document set working = null, in_review = $2 where id = $1", d.pledge, false);
    if (d.in_force) append_audit(t, d.pledge, given.holder, "in_force", fmt::to_string(d.version), "", at);
    show_version(t, d.pledge, d.version, d.document);
    publish_approved(t, d.pledge, as_signatures(now_given.approvals, d.version), given.holder);
    add_job(t, "report", d.slug);
    return approved::published;
}

bool withdraw_approval(db::transaction& t, const core::draft& d, std::string_view party, std::string_view by) {
    const auto at = now();
    touch(t, d.pledge, at);
    if (!is_at(t, d.pledge, d.version)) return false;
    const auto gone = db::run(t, R"(
        update party_approval
        set withdrawn_at = $4
        where document = $1 and version = $2 and party = $3 and withdrawn_at is null
            and exists (select 1 from document where id = $1 and in_review = $5))",
                              d.pledge, d.version, party, at, true);
    if (gone == 1) append_audit(t, d.pledge, by, "approval_withdrawn", fmt::to_string(d.version), party, at);
    return gone == 1;
}

bool drop_draft(db::transaction& t, std::int64_t pledge, int version, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    if (!is_at(t, pledge, version)) return false;
    auto done = db::run(t, R"(
        update document
        set working = null, in_review = $2
        where id = $1 and working is not null)",
                        pledge, false);
    if (done == 0)
        done = db::run(t, "update document set dropped_at = $2 where id = $1 and status in ('draft', 'review')", pledge,
                       at);
    if (done == 1) append_audit(t, pledge, by, "draft_dropped", fmt::to_string(version), "", at);
    return done == 1;
}

// From what the organisation began and its parties on, so that the country's other drafts are not looked at: SQLite
// keeps the order of a cross join, PostgreSQL that of a subquery with an offset.
std::vector<draft_row> drafts_of(db::reader& r, core::organisation_id organisation) {
    constexpr std::string_view query = R"(
        select d.slug, {}, d.status, d.in_review, d.changed_at
        from (
            select k.id
            from document k
            where k.kept_by = $1
            union
            select p.document
            from ({}) p
        ) own
        cross join {}
        join document_version v on v.document = d.id and v.number = coalesce(d.working, d.version)
        where (d.status in ('draft', 'review') or d.working is not null) and d.dropped_at is null
            and (d.kept_by = $1 or d.kept_by is null or d.is_shared = $2)
        order by d.changed_at desc, d.slug)";
    static const auto sqlite = fmt::format(query, "v.body ->> '$.title'", own_parties(), "document d on d.id = own.id");
    static const auto pgsql = fmt::format(query, "v.body::json ->> 'title'", own_parties(),
                                          "lateral (select * from document k where k.id = own.id offset 0) d");
    std::vector<draft_row> all;
    for (auto [slug, title, status, in_review, at] :
         db::select<std::string, std::string, std::string, bool, core::moment>(
             r, db::sql{.sqlite = sqlite, .pgsql = pgsql}, organisation, true))
        all.push_back({std::move(slug), std::move(title), core::named<core::status>(status).value(), in_review, at});
    return all;
}

bool takes_part(db::reader& r, const core::draft& d, core::organisation_id organisation) {
    if (d.kept_by == organisation) return true;
    if (d.kept_by && !d.is_shared) return false;
    static const auto query = fmt::format("select d.id from document d where d.id = $2 and {}", is_party_of_document());
    return db::find<std::int64_t>(r, query, organisation, d.pledge).has_value();
}

std::vector<signer> signers_of(db::reader& r, const core::draft& d) {
    const auto all_organisations = organisations(r);
    std::vector<std::pair<std::string, core::organisation_id>> links;
    for (auto [party, organisation] : db::select<std::string, core::organisation_id>(
             r, "select party, organisation from party_link where document = $1", d.pledge))
        links.emplace_back(std::move(party), organisation);
    std::vector<signer> all;
    for (const auto& p : d.document.parties) {
        if (p.role != reading::party_role::signatory) continue;
        signer one{p.name, {}};
        for (const auto& o : all_organisations) {
            const bool is_linked = std::find(links.begin(), links.end(), std::pair{p.name, o.id}) != links.end();
            if (is_linked || core::is_its_own(o, p)) one.organisations.push_back(o);
        }
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace store
