#include "store/personal_link.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

namespace store {
namespace {

std::vector<core::personal_link> links_where(db::reader& r, std::string_view rest, const auto&... values) {
    using text = std::string;
    const auto query = fmt::format(R"(
        select l.id, l.document, d.slug, d.title, l.organisation, l.function, l.party, l.made_by, l.made_at, l.ends_on, l.revoked_at
        from personal_link l
        join document d on d.id = l.document
        {})",
                                   rest);
    std::vector<core::personal_link> all;
    for (auto [id, pledge, slug, title, of, function, party, made_by, made_at, ends_on, revoked_at] :
         db::select<std::int64_t, std::int64_t, text, text, std::optional<core::organisation_id>, text, text, text,
                    core::moment, base::date, std::optional<core::moment>>(r, query, values...))
        all.push_back({id,
                       pledge,
                       std::move(slug),
                       std::move(title),
                       of,
                       std::move(function),
                       std::move(party),
                       {},
                       std::move(made_by),
                       made_at,
                       ends_on,
                       revoked_at});
    for (auto& link : all)
        for (auto [owner] :
             db::select<text>(r, "select owner from personal_link_row where link = $1 order by number", link.id))
            link.rows.push_back(std::move(owner));
    return all;
}

std::optional<core::personal_link> first(std::vector<core::personal_link> all) {
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

} // namespace

std::string canonical_text(const core::personal_link& link) {
    std::string out = "personal_link/1;";
    const auto add = [&](std::string_view text) { out += fmt::format("{}:{};", text.size(), text); };
    add(link.slug);
    add(link.of ? fmt::to_string(link.of->value) : std::string{});
    add(link.function);
    add(link.party);
    for (const auto& row : link.rows)
        add(row);
    add(base::to_iso(link.ends_on));
    return out;
}

std::int64_t add_personal_link(db::transaction& t, const core::personal_link& link, std::string_view secret,
                               core::moment now) {
    lock_house(t);
    if (const auto before = find_personal_link(t, secret)) return before->id;
    const auto id = db::find<std::int64_t>(t, R"(
        insert into personal_link (digest, document, organisation, function, party, made_by, made_at, ends_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id)",
                                           db::bytes_view{sha256(secret)}, link.pledge, link.of, link.function,
                                           link.party, link.made_by, now, link.ends_on)
                        .value();
    std::int64_t number = 0;
    for (const auto& owner : link.rows)
        db::run(t, "insert into personal_link_row (link, number, owner) values ($1, $2, $3)", id, ++number, owner);
    append_audit(t, 0, link.made_by, "personal_link", fmt::to_string(id), canonical_text(link), now);
    return id;
}

std::optional<core::personal_link> find_personal_link(db::reader& r, std::string_view secret) {
    return first(links_where(r, "where l.digest = $1", db::bytes_view{sha256(secret)}));
}

std::vector<core::personal_link> personal_links(db::reader& r) { return links_where(r, "order by l.id"); }

std::vector<core::personal_link> personal_links_of(db::reader& r, core::organisation_id organisation) {
    return links_where(r, "where l.organisation = $1 order by l.made_at desc, l.id desc", organisation);
}

bool revoke_personal_link(db::transaction& t, std::int64_t link, std::optional<core::organisation_id> of,
                          std::string_view by, core::moment now) {
    const auto changed = of ? db::run(t, R"(
        update personal_link
        set revoked_at = $2
        where id = $1 and revoked_at is null and organisation = $3)",
                                      link, now, *of)
                            : db::run(t, R"(
        update personal_link
        set revoked_at = $2
        where id = $1 and revoked_at is null)",
                                      link, now);
    if (changed == 0) return false;
    append_audit(t, 0, by, "personal_link_revoked", fmt::to_string(link), {}, now);
    return true;
}

void revoke_personal_links_of(db::transaction& t, std::string_view maker, core::organisation_id organisation,
                              std::string_view by, core::moment now) {
    std::vector<std::int64_t> open;
    for (const auto [id] : db::select<std::int64_t>(t, R"(
            select id
            from personal_link
            where made_by = $1 and organisation = $2 and revoked_at is null
            order by id)",
                                                    maker, organisation))
        open.push_back(id);
    for (const auto id : open)
        revoke_personal_link(t, id, organisation, by, now);
}

} // namespace store
