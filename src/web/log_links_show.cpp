#include "core/late_logging.hpp"
#include "http/form.hpp"
#include "render/log_links.hpp"
#include "store/digest.hpp"
#include "store/party.hpp"
#include "store/personal_link.hpp"
#include "web/form_parts.hpp"
#include "web/log_link.hpp"
#include "web/public_pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::array<std::string_view, 1> done{"link"};

// The reader is given back before each pledge takes one of its own: there are few.
std::vector<store::party_of_pledge> parties_of(const site& s, core::organisation_id organisation) {
    auto reader = s.database.read();
    return store::parties_of_organisation(reader, organisation);
}

std::vector<render::linkable_pledge> pledges_of(const signed_in& who) {
    std::vector<render::linkable_pledge> all;
    for (const auto& o : organisations_to(who, core::act::manage_links)) {
        std::string before; // a pledge that an organisation is a party of twice
        for (const auto& p : parties_of(who.at.on, o.id)) {
            if (p.slug == before) continue;
            before = p.slug;
            auto file = public_pledge(who.at.on, p.slug);
            if (file && core::takes_log(*file, who.at.today)) all.push_back({std::move(file), o});
        }
    }
    return all;
}

http::response links_page(const signed_in& who, render::log_links_view view, int status = 200) {
    {
        auto reader = who.at.on.database.read();
        for (const auto& o : organisations_to(who, core::act::manage_links))
            for (auto& link : store::personal_links_of(reader, o.id))
                view.links.push_back(std::move(link));
    }
    for (const auto& link : view.links)
        if (!view.documents.contains(link.slug))
            if (auto file = public_pledge_without_log(who.at.on, link.slug))
                view.documents.emplace(link.slug, std::move(file->document));
    view.pledges = pledges_of(who);
    view.new_key = store::new_uuid();
    return private_page(who.at, render::log_links_page(who.context(), view), status);
}

render::typed_link typed_link_of(const http::fields& f) {
    render::typed_link t{typed(f, "pledge"), typed(f, "organisation"), typed(f, "function"),
                         typed(f, "party"),  typed(f, "until"),        {},
                         typed(f, "key")};
    for (const auto& [name, value] : f)
        if (name == "row") t.rows.push_back(value);
    return t;
}

// Of the session's own secret and the form's key, so that a form that is sent twice makes one link, and its second
// answer shows the same.
std::string secret_for(const signed_in& who, const std::string& key) {
    return store::hex(store::sha256(fmt::format("link\n{}\n{}", who.form_secret, key)));
}

} // namespace

http::response links_show(const signed_in& who) {
    render::log_links_view view;
    view.notice.done = done_key(who.at.asked, done);
    return links_page(who, std::move(view));
}

http::response link_make(const signed_in& who, const http::fields& f) {
    render::log_links_view view;
    view.typed = typed_link_of(f);
    auto& t = *view.typed;
    const auto all = pledges_of(who);
    const auto chosen = std::find_if(all.begin(), all.end(), [&](const auto& p) {
        return p.file->slug == t.pledge && fmt::to_string(p.of.id.value) == t.organisation;
    });
    if (chosen == all.end()) return who.problem(403, {"account.forbidden", {}});
    if (t.key.empty()) t.key = store::new_uuid();
    core::personal_link link;
    link.pledge = chosen->file->id;
    link.slug = chosen->file->slug;
    link.of = chosen->of.id;
    link.function = t.function;
    link.party = t.party;
    link.rows = t.rows;
    link.made_by = who.holder();
    // A day that cannot be read is refused as one that is over.
    link.ends_on = base::parse_iso_date(t.until).value_or(who.at.today - std::chrono::days{1});
    const auto fit =
        core::check_link(link, chosen->file->document, who.at.today, http::field_value(f, "confirmed") == "ja");
    if (!fit) {
        view.notice.problem = fit.error();
        return links_page(who, std::move(view), 422);
    }
    const auto secret = secret_for(who, t.key);
    who.at.on.database.write(
        [&](db::transaction& w) { store::add_personal_link(w, link, secret, who.at.on.clock.now()); });
    view = {};
    view.made = who.at.on.base_url + std::string{link_holder::prefix} + secret;
    view.made_for = link.function;
    return links_page(who, std::move(view));
}

http::response link_revoke(const signed_in& who, const http::fields& f) {
    const auto number = whole_number(http::field_value(f, "number"));
    bool revoked = false;
    if (number)
        for (const auto& o : organisations_to(who, core::act::manage_links))
            who.at.on.database.write([&](db::transaction& t) {
                revoked = store::revoke_personal_link(t, *number, o.id, who.holder(), who.at.on.clock.now()) || revoked;
            });
    return see_other(revoked ? "/logga/lankar?gjort=link" : "/logga/lankar");
}

} // namespace web
