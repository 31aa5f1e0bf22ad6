#include "db/error.hpp"
#include "http/form.hpp"
#include "mail/letter.hpp"
#include "reading/names.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/invitation.hpp"
#include "store/mail.hpp"
#include "store/party.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::array<std::string_view, 3> done{"member", "invitation", "role"};

bool manages(const signed_in& who, core::organisation_id id) {
    return who.may(core::act::manage_house) || who.may(core::act::manage_members, id);
}

// The organisation of the address. One that this person does not look after is as one that is not there.
std::optional<core::organisation> asked_for(const signed_in& who) {
    const auto id = whole_number(who.at.asked.parameter("id"));
    if (!id || !manages(who, {*id})) return std::nullopt;
    auto reader = who.at.on.database.read();
    return store::find_organisation(reader, core::organisation_id{*id});
}

// Whoever looks after the server may make another such; a coordinator all others.
std::vector<core::holder> may_invite(const signed_in& who) {
    std::vector<core::holder> all{core::all_roles.begin(), core::all_roles.end()};
    if (!who.may(core::act::manage_house)) std::erase(all, core::holder::administrator);
    return all;
}

http::response organisation_page(const signed_in& who, core::organisation organisation, render::organisation_view view,
                                 int status = 200) {
    auto reader = who.at.on.database.read();
    for (auto& m : store::members_of(reader, organisation.id))
        if (!m.who.closed_at) view.members.push_back({std::move(m.who), m.role});
    view.invitations = store::invitations_of(reader, organisation.id);
    std::erase_if(view.invitations, [&](const auto& i) { return i.resets || !i.is_open(who.at.on.clock.now()); });
    view.may_invite = may_invite(who);
    view.may_link = who.may(core::act::manage_house);
    for (auto& [mail, refusal] : store::refusals(reader))
        view.refused.emplace(mail, std::move(refusal.answer));
    const auto add = [](std::vector<render::organisation_pledge>& to, std::vector<store::party_of_pledge> all) {
        for (auto& p : all)
            to.push_back({std::move(p.slug), std::move(p.title), std::move(p.party), p.is_linked});
    };
    add(view.pledges, store::parties_of_organisation(reader, organisation.id));
    if (view.may_link) add(view.unlinked, store::parties_of_nobody(reader, organisation.kind));
    view.may_reset = who.may(core::act::manage_house);
    view.new_key = store::new_uuid();
    view.self = who.who.id;
    view.organisation = std::move(organisation);
    return private_page(who.at, render::organisation_page(who.context(), view), status);
}

// Of the session's own secret, the form's key and what it says, so that a form that is sent twice invites once, and its
// second answer shows the same link.
std::string secret_for(const signed_in& who, const core::organisation& in, core::holder role, std::string_view mail,
                       const std::string& key) {
    return store::hex(store::sha256(
        fmt::format("invitation\n{}\n{}\n{}\n{}\n{}", who.form_secret, key, in.id.value, core::name(role), mail)));
}

std::string path_of(const core::organisation& o) { return fmt::format("/konto/organisation/{}", o.id.value); }

http::response house_page(const signed_in& who, render::house_view view, int status = 200) {
    auto reader = who.at.on.database.read();
    view.organisations = store::organisations(reader);
    return private_page(who.at, render::house_page(who.context(), view), status);
}

} // namespace

http::response organisation_show(const signed_in& who) {
    auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    note_read(who, "read_members", 0, organisation->name);
    render::organisation_view view;
    view.notice.done = done_key(who.at.asked, done);
    return organisation_page(who, *std::move(organisation), std::move(view));
}

http::response invite(const signed_in& who, const http::fields& f) {
    auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    render::organisation_view view;
    view.mail = typed(f, "mail");
    view.role = http::field_value(f, "role");
    const auto again = [&](base::problem p) {
        view.notice.problem = std::move(p);
        return organisation_page(who, *organisation, view, 422);
    };
    const auto mail = core::mail_address(view.mail);
    if (!mail) return again(mail.error());
    const auto role = core::role_named(view.role);
    if (!role) return again(wrong("account.no_role", "role"));
    const auto allowed = may_invite(who);
    if (std::find(allowed.begin(), allowed.end(), *role) == allowed.end())
        return who.problem(403, {"account.forbidden", {}});
    const auto key = typed(f, "key");
    std::string secret;
    bool is_mailed = false;
    const auto now = who.at.on.clock.now();
    who.at.on.database.write([&](db::transaction& t) {
        store::lock_house(t);
        secret = key.empty() ? std::string{} : secret_for(who, *organisation, *role, *mail, key);
        const auto before = store::find_invitation(t, secret);
        if (before && before->is_open(now)) {
            is_mailed = who.at.on.mail && !store::find_refusal(t, *mail);
            return;
        }
        if (before) secret.clear(); // taken or revoked: another is wanted
        secret = store::add_invitation(t, organisation->id, *role, *mail, who.holder(), now, secret);
        const auto known = store::find_account(t, *mail);
        is_mailed = mail::to_address(who.at.on.mail, t, *mail, known ? known->language : who.who.language,
                                     mail::invitation(organisation->name, *role, secret, now + core::invitation_lasts));
    });
    view = {};
    view.is_mailed = is_mailed;
    view.link = who.at.on.base_url + "/konto/inbjudan/" + secret;
    view.link_for = *mail;
    return organisation_page(who, *std::move(organisation), std::move(view));
}

http::response invitation_revoke(const signed_in& who, const http::fields& f) {
    const auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    if (const auto number = whole_number(http::field_value(f, "number")))
        who.at.on.database.write([&](db::transaction& t) {
            store::revoke_invitation(t, organisation->id, *number, who.holder(), who.at.on.clock.now());
        });
    return see_other(path_of(*organisation) + "?gjort=invitation");
}

// Whoever looks after the server alone: a coordinator's link would open what its reader may do elsewhere.
http::response member_reset(const signed_in& who, const http::fields& f) {
    auto organisation = asked_for(who);
    const auto id = whole_number(http::field_value(f, "account"));
    if (!organisation) return who.not_found();
    if (!id) return see_other(path_of(*organisation));
    std::optional<core::account> account;
    std::optional<std::string> secret;
    bool is_mailed = false;
    const auto now = who.at.on.clock.now();
    who.at.on.database.write([&](db::transaction& t) {
        account = store::find_account(t, core::account_id{*id});
        if (account && account->id != who.who.id) secret = store::reset_password(t, *account, who.holder(), now);
        is_mailed = secret && mail::to_account(who.at.on.mail, t, *account,
                                               mail::password_link(*secret, now + core::invitation_lasts));
    });
    if (!secret) return see_other(path_of(*organisation));
    render::organisation_view view;
    view.is_mailed = is_mailed;
    view.link = who.at.on.base_url + "/konto/inbjudan/" + *secret;
    view.link_for = account->mail;
    return organisation_page(who, *std::move(organisation), std::move(view));
}

http::response member_end(const signed_in& who, const http::fields& f) {
    auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    const auto account = whole_number(http::field_value(f, "account"));
    const auto role = core::role_named(http::field_value(f, "role"));
    if (!account || !role) return see_other(path_of(*organisation));
    if (*role == core::holder::administrator && !who.may(core::act::manage_house))
        return who.problem(403, {"account.forbidden", {}});
    bool last = false;
    who.at.on.database.write([&](db::transaction& t) {
        store::lock_house(t);
        last = *role == core::holder::administrator && store::is_last_administrator(t, {*account});
        if (!last) store::end_membership(t, {*account}, organisation->id, *role, who.holder());
    });
    if (last) {
        render::organisation_view view;
        view.notice.problem = wrong("account.last_administrator");
        return organisation_page(who, *std::move(organisation), std::move(view), 422);
    }
    return see_other(path_of(*organisation) + "?gjort=member");
}

http::response member_change(const signed_in& who, const http::fields& f) {
    auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    const auto account = whole_number(http::field_value(f, "account"));
    const auto from = core::role_named(http::field_value(f, "role")), to = core::role_named(http::field_value(f, "to"));
    if (!account || !from || !to || *from == *to) return see_other(path_of(*organisation));
    const auto allowed = may_invite(who);
    const auto is_allowed = [&](core::holder role) {
        return std::find(allowed.begin(), allowed.end(), role) != allowed.end();
    };
    if (!is_allowed(*from) || !is_allowed(*to)) return who.problem(403, {"account.forbidden", {}});
    bool last = false, is_changed = false;
    who.at.on.database.write([&](db::transaction& t) {
        store::lock_house(t);
        last = *from == core::holder::administrator && store::is_last_administrator(t, {*account});
        is_changed = !last && store::change_role(t, {*account}, organisation->id, *from, *to, who.holder());
    });
    if (last) {
        render::organisation_view view;
        view.notice.problem = wrong("account.last_administrator");
        return organisation_page(who, *std::move(organisation), std::move(view), 422);
    }
    // This page may be theirs no longer.
    if (is_changed && who.who.id == core::account_id{*account}) return see_other("/konto");
    return see_other(path_of(*organisation) + (is_changed ? "?gjort=role" : ""));
}

http::response pledge_tie(const signed_in& who, const http::fields& f) {
    const auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    // "norsjo-2019/Polisen": no slug holds a slash
    const auto which = http::field_value(f, "pledge");
    const auto at = which.find('/');
    if (at != which.npos)
        who.at.on.database.write([&](db::transaction& t) {
            store::link_party(t, which.substr(0, at), which.substr(at + 1), organisation->id, who.holder());
        });
    return see_other(path_of(*organisation));
}

http::response pledge_untie(const signed_in& who, const http::fields& f) {
    const auto organisation = asked_for(who);
    if (!organisation) return who.not_found();
    who.at.on.database.write([&](db::transaction& t) {
        store::unlink_party(t, http::field_value(f, "pledge"), http::field_value(f, "party"), organisation->id,
                            who.holder());
    });
    return see_other(path_of(*organisation));
}

http::response house_show(const signed_in& who) {
    constexpr std::array<std::string_view, 1> known{"there"};
    render::house_view view;
    view.notice.done = done_key(who.at.asked, known);
    return house_page(who, std::move(view));
}

http::response organisation_add(const signed_in& who, const http::fields& f) {
    render::house_view view;
    view.name = typed(f, "name");
    view.kind = http::field_value(f, "kind");
    const auto again = [&](base::problem p) {
        view.notice.problem = std::move(p);
        return house_page(who, view, 422);
    };
    constexpr std::size_t longest = 200;
    if (!fits(view.name, longest)) return again(wrong("account.missing", "name"));
    auto organisation = core::organisation_named(view.name);
    if (const auto kind = reading::named<reading::party_kind>(view.kind)) organisation.kind = *kind;
    try {
        who.at.on.database.write([&](db::transaction& t) { store::add_organisation(t, organisation, who.holder()); });
    } catch (const db::error& e) {
        if (e.kind() != db::error_class::unique) throw;
        auto reader = who.at.on.database.read();
        const auto all = store::organisations(reader);
        // The form that was sent twice, or somebody else's of the same: it is as it was wanted.
        if (std::any_of(all.begin(), all.end(),
                        [&](const auto& o) { return o.name == organisation.name && o.kind == organisation.kind; }))
            return see_other("/konto/organisationer?gjort=there");
        return again(wrong("account.name_taken", "name"));
    }
    return see_other("/konto/organisationer");
}

} // namespace web
