#include "app/commands.hpp"

#include "app/data.hpp"
#include "base/text.hpp"
#include "core/log_rules.hpp"
#include "db/error.hpp"
#include "store/pledge.hpp"
#include "store/token.hpp"

#include <fmt/format.h>

#include <ostream>

namespace app {

int token_add(program& p, const data_place& data, const std::string& name, const std::string& slug) {
    if (const auto fit = core::check_text("NAME", name); !fit) return report(p, fit.error());
    if (base::trimmed(name).empty()) return report(p, {base::problem_kind::invalid, {"app.token_no_name", {}}, "NAME"});
    const auto database = open_data(p, data);
    if (!slug.empty())
        if (const auto file = find_pledge(*database, slug); !file) return report(p, file.error());
    std::string secret;
    try {
        database->write([&](db::transaction& t) {
            secret = store::add_token(t, name, slug.empty() ? std::nullopt : std::optional{slug}, command_line_holder);
        });
    } catch (const db::error& e) {
        if (e.kind() != db::error_class::unique) throw;
        return report(p, {base::problem_kind::conflict, {"app.token_name_taken", {{"name", name}}}});
    }
    p.out << secret << '\n';
    warn(p, {"app.token_shown_once", {}});
    return done;
}

int token_list(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    for (const auto& token : store::tokens(reader)) {
        const auto day = [](core::moment m) { return base::to_iso(base::stockholm_date(m)); };
        p.out << fmt::format("{}  {}  {}  {}\n", token.name, token.pledge.value_or("*"), day(token.made_at),
                             token.revoked_at ? p.say({"app.token_revoked_on", {{"date", day(*token.revoked_at)}}})
                                              : std::string{});
    }
    return done;
}

int token_revoke(program& p, const data_place& data, const std::string& name) {
    const auto database = open_data(p, data);
    bool revoked = false;
    database->write([&](db::transaction& t) { revoked = store::revoke_token(t, name, command_line_holder); });
    if (!revoked) return report(p, {base::problem_kind::not_found, {"app.unknown_token", {{"name", name}}}});
    warn(p, {"app.token_revoked", {{"name", name}}});
    return done;
}

} // namespace app
