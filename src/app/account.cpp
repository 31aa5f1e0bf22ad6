#include "app/commands.hpp"

#include "app/data.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "store/about_account.hpp"
#include "store/account.hpp"
#include "store/invitation.hpp"
#include "store/read_event.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

namespace app {

int account_add(program& p, const data_place& data, const account_options& o) {
    const auto mail = core::mail_address(o.mail);
    if (!mail) return report(p, {mail.error().kind, mail.error().text, "MAIL"});
    const auto role = core::role_named(o.role);
    if (!role) {
        std::vector<std::string_view> known;
        for (const auto r : core::all_roles)
            known.push_back(core::name(r));
        return report(p,
                      {base::problem_kind::invalid,
                       {"app.unknown_role", {{"role", o.role}, {"known", fmt::format("{}", fmt::join(known, ", "))}}},
                       "--role"});
    }
    const std::string name{base::trimmed(o.organisation)};
    if (name.empty()) return report(p, {base::problem_kind::invalid, {"app.no_organisation", {}}, "--organisation"});
    const auto database = open_data(p, data);
    std::string secret;
    database->write([&](db::transaction& t) {
        const auto known = store::find_organisation(t, name);
        const auto organisation =
            known ? known->id : store::add_organisation(t, core::organisation_named(name), command_line_holder);
        secret = store::add_invitation(t, organisation, *role, *mail, command_line_holder, base::clock{}.now());
    });
    p.out << o.base_url << "/konto/inbjudan/" << secret << '\n';
    warn(p, {"app.account_invited", {{"mail", *mail}, {"role", o.role}, {"organisation", name}}});
    return done;
}

int account_list(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    for (const auto& a : store::accounts(reader)) {
        std::vector<std::string> roles;
        for (const auto& m : store::memberships_of(reader, a.id))
            roles.push_back(fmt::format("{} ({})", m.in.name, core::name(m.role)));
        p.out << fmt::format("{}  {}  {}{}{}\n", core::shown_as(a), a.function, fmt::join(roles, ", "),
                             a.has_second_factor ? "  " + p.say("app.account_with_code") : std::string{},
                             a.closed_at ? "  " + p.say("app.account_closed_word") : std::string{});
    }
    return done;
}

int account_reset(program& p, const data_place& data, const account_options& o) {
    const auto database = open_data(p, data);
    const auto wanted = core::mail_address(o.mail).value_or(o.mail);
    std::optional<std::string> secret;
    database->write([&](db::transaction& t) {
        const auto account = store::find_account(t, wanted);
        if (account) secret = store::reset_password(t, *account, command_line_holder, base::clock{}.now());
    });
    if (!secret) return report(p, {base::problem_kind::not_found, {"app.unknown_account", {{"mail", wanted}}}});
    p.out << o.base_url << "/konto/inbjudan/" << *secret << '\n';
    warn(p, {"app.account_reset", {{"mail", wanted}}});
    return done;
}

int account_close(program& p, const data_place& data, const std::string& mail) {
    const auto database = open_data(p, data);
    const auto wanted = core::mail_address(mail).value_or(mail);
    bool closed = false, last = false;
    database->write([&](db::transaction& t) {
        const auto account = store::find_account(t, wanted);
        closed = account && !account->closed_at;
        if (!closed) return;
        last = store::is_last_administrator(t, account->id);
        store::close_account(t, account->id, command_line_holder);
    });
    if (!closed) return report(p, {base::problem_kind::not_found, {"app.unknown_account", {{"mail", wanted}}}});
    warn(p, {"app.account_closed", {{"mail", wanted}}});
    if (last) warn(p, {"app.no_administrator_left", {}});
    return done;
}

int account_export(program& p, const data_place& data, const std::string& mail) {
    const auto database = open_data(p, data);
    const auto wanted = core::mail_address(mail).value_or(mail);
    std::optional<core::account> account;
    {
        auto reader = database->read();
        account = store::find_account(reader, wanted);
    }
    if (!account) return report(p, {base::problem_kind::not_found, {"app.no_such_account", {{"mail", wanted}}}});
    database->write([&](db::transaction& t) {
        store::note_read(t, {.at = base::clock{}.now(),
                             .by = std::string{command_line_holder},
                             .act = "export_account",
                             .subject = core::holder_of(account->id)});
    });
    auto reader = database->read();
    p.out << store::about_account(reader, *account, base::clock{}.now());
    return done;
}

} // namespace app
