#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/personal_link.hpp"
#include "store/digest.hpp"
#include "store/personal_link.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <ostream>

namespace app {

int link_add(program& p, const data_place& data, const link_options& o) {
    const auto database = open_data(p, data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    core::personal_link link;
    link.pledge = file->id;
    link.slug = file->slug;
    link.function = o.function;
    link.party = o.party;
    link.rows = o.rows;
    link.made_by = command_line_holder;
    link.ends_on = o.until;
    const auto fit = core::check_link(link, file->document, p.clock.today(), o.confirmed);
    if (!fit) return report(p, fit.error());
    const auto secret = store::hex(store::random_bytes(32));
    database->write([&](db::transaction& t) { store::add_personal_link(t, link, secret, p.clock.now()); });
    p.out << o.base_url << "/logga/lank/" << secret << '\n';
    warn(p, {"app.token_shown_once", {}});
    return done;
}

int link_list(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    for (const auto& link : store::personal_links(reader)) {
        auto what = link.rows;
        if (!link.party.empty()) what.insert(what.begin(), link.party);
        const auto state = link.revoked_at ? p.say("app.link_is_revoked") : base::to_iso(link.ends_on);
        p.out << fmt::format("{}  {}  {}  {}  {}\n", link.id, link.slug, fmt::join(what, ","), state, link.function);
    }
    return done;
}

int link_revoke(program& p, const data_place& data, std::int64_t number) {
    const auto database = open_data(p, data);
    bool revoked = false;
    database->write([&](db::transaction& t) {
        revoked = store::revoke_personal_link(t, number, std::nullopt, command_line_holder, p.clock.now());
    });
    if (!revoked)
        return report(p, {base::problem_kind::not_found, {"app.unknown_link", {{"number", std::to_string(number)}}}});
    warn(p, {"app.link_revoked", {{"number", std::to_string(number)}}});
    return done;
}

} // namespace app
