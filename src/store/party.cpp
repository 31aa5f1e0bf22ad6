#include "store/party.hpp"

#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/audit.hpp"
#include "store/party_sql.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

namespace store {

reading::party party_from(std::string name, const std::string& kind, std::optional<std::string> code,
                          const std::string& role, std::optional<std::string> function, std::optional<std::string> mail,
                          std::optional<std::string> telephone) {
    reading::party p;
    p.name = std::move(name);
    p.kind = reading::named<reading::party_kind>(kind).value();
    p.code = std::move(code);
    p.role = reading::named<reading::party_role>(role).value();
    if (function) p.contact = {std::move(*function), mail.value_or(""), telephone.value_or("")};
    return p;
}

std::vector<reading::party> parties_of(db::reader& r, std::int64_t pledge) {
    using text = std::string;
    using maybe = std::optional<text>;
    static const auto select =
        fmt::format("select {} from party p where p.document = $1 order by p.number", party_columns);
    std::vector<reading::party> all;
    for (auto [name, kind, code, role, function, mail, telephone] :
         db::select<text, text, maybe, text, maybe, maybe, maybe>(r, select, pledge))
        all.push_back(party_from(std::move(name), kind, std::move(code), role, std::move(function), std::move(mail),
                                 std::move(telephone)));
    return all;
}

void store_parties(db::transaction& t, std::int64_t pledge, const std::vector<reading::party>& parties) {
    db::run(t, "delete from party where document = $1", pledge);
    int n = 0;
    for (const auto& p : parties) {
        const auto contact = [&](std::string reading::contact::*part) {
            return p.contact ? std::optional{(*p.contact).*part} : std::nullopt;
        };
        db::run(t, R"(
            insert into party (document, number, name, kind, code, role, contact_function, contact_mail,
                contact_telephone)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
                pledge, ++n, p.name, reading::name(p.kind), p.code, reading::name(p.role),
                contact(&reading::contact::function), contact(&reading::contact::mail),
                contact(&reading::contact::telephone));
    }
}

namespace {

// Whether party p is organisation o's of its own accord, as core::is_its_own.
constexpr std::string_view is_its_own =
    "((o.name = p.name and o.name like '% %') or (o.code = p.code and o.kind = p.kind))";

std::vector<party_of_pledge> parties_where(db::reader& r, const std::string& query, const auto& value) {
    using text = std::string;
    std::vector<party_of_pledge> all;
    for (auto [id, slug, title, party, linked] : db::select<std::int64_t, text, text, text, bool>(r, query, value))
        all.push_back({id, std::move(slug), std::move(title), std::move(party), linked});
    return all;
}

} // namespace

std::string_view party_is_its_own() { return is_its_own; }

std::string is_party_of_document() {
    return fmt::format(R"(
    exists (
        select 1
        from party p
        join organisation o on o.id = $1
        left join party_link l on l.document = p.document and l.party = p.name and l.organisation = o.id
        where p.document = d.id and ({} or l.party is not null)))",
                       is_its_own);
}

// SQLite keeps the order of a cross join.
std::string_view own_parties() {
    return R"(
            select p.document, p.number, p.name
            from organisation o
            cross join party p
            where o.id = $1 and p.name = o.name and o.name like '% %'
            union
            select p.document, p.number, p.name
            from organisation o
            cross join party p
            where o.id = $1 and p.code = o.code and p.kind = o.kind
            union
            select p.document, p.number, p.name
            from party_link k
            cross join party p
            where k.organisation = $1 and p.document = k.document and p.name = k.party)";
}

std::vector<party_of_pledge> parties_of_organisation(db::reader& r, core::organisation_id organisation) {
    static const auto query = fmt::format(R"(
        select d.id, d.slug, d.title, own.name, l.party is not null
        from ({}) own
        cross join document d
        left join party_link l on l.document = own.document and l.party = own.name and l.organisation = $1
        where d.id = own.document and d.status in ('published', 'closed')
        order by d.slug, own.number)",
                                          own_parties());
    return parties_where(r, query, organisation);
}

std::vector<party_of_pledge> parties_of_nobody(db::reader& r, reading::party_kind kind) {
    static const auto query = fmt::format(R"(
        select d.id, d.slug, d.title, p.name, false
        from party p
        join document d on d.id = p.document
        where p.kind = $1 and d.dropped_at is null
            and not exists (select 1 from organisation o where {})
            and not exists (select 1 from party_link l where l.document = p.document and l.party = p.name)
        order by d.slug, p.number)",
                                          is_its_own);
    return parties_where(r, query, reading::name(kind));
}

bool link_party(db::transaction& t, std::string_view slug, std::string_view party, core::organisation_id organisation,
                std::string_view by) {
    const auto at = now();
    const auto document = db::find<std::int64_t>(t, R"(
        select p.document
        from party p
        join document d on d.id = p.document
        where d.slug = $1 and p.name = $2
        limit 1)",
                                                 slug, party);
    if (!document) return false;
    const auto linked = db::run(t, R"(
        insert into party_link (document, party, organisation, made_at)
        values ($1, $2, $3, $4)
        on conflict (document, party) do nothing)",
                                *document, party, organisation, at);
    if (linked == 0) return false;
    append_audit(t, 0, by, "party_link", fmt::format("{}-{}", *document, organisation.value), party, at);
    return true;
}

bool unlink_party(db::transaction& t, std::string_view slug, std::string_view party, core::organisation_id organisation,
                  std::string_view by) {
    const auto document = db::find<std::int64_t>(t, "select id from document where slug = $1", slug);
    if (!document) return false;
    const auto gone = db::run(t, "delete from party_link where document = $1 and party = $2 and organisation = $3",
                              *document, party, organisation);
    if (gone == 0) return false;
    append_audit(t, 0, by, "party_unlinked", fmt::format("{}-{}", *document, organisation.value), party, now());
    return true;
}

} // namespace store
