#include "render/account.hpp"

#include "reading/names.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/moments.hpp"
#include "render/html/page.hpp"
#include "render/html/qr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace render {

namespace html {
namespace {

std::string role_words(const page_context& c, core::holder role) {
    return c.say(fmt::format("account.role_{}", core::name(role)));
}

std::string refused_words(const page_context& c, const organisation_view& v, const std::string& mail) {
    const auto found = v.refused.find(mail);
    return found == v.refused.end() ? std::string{} : c.say(say("account.mail_refused", {{"answer", found->second}}));
}

constexpr std::array reminder_days{0, 3, 7, 14, 30};

void add_mail_choices(const page_context& c, const std::optional<mail_choices>& m, view& v) {
    v.flag("has_mail", m.has_value());
    if (!m) return;
    std::vector<view> choices;
    const auto add = [&](int days) {
        view one;
        one.text("value", fmt::format("{}", days)).flag("chosen", days == m->reminder_days);
        one.text("name", days == 0 ? c.say("account.reminder_off")
                                   : c.say(say("account.reminder_days", {{"n", static_cast<std::int64_t>(days)}})));
        choices.push_back(std::move(one));
    };
    for (const auto days : reminder_days)
        add(days);
    if (std::find(reminder_days.begin(), reminder_days.end(), m->reminder_days) == reminder_days.end())
        add(m->reminder_days);
    v.list("reminder_choices", std::move(choices)).flag("wants_digest", m->digest);
    std::vector<view> languages;
    for (const auto language : {base::language::sv, base::language::en}) {
        view one;
        one.text("value", std::string{base::code(language)}).flag("chosen", base::code(language) == m->language);
        one.text("name", c.say(fmt::format("account.language_{}", base::code(language))));
        languages.push_back(std::move(one));
    }
    v.list("languages", std::move(languages));
    v.text("mail_refused",
           m->refused.empty() ? std::string{} : c.say(say("account.mail_refused_own", {{"answer", m->refused}})));
}

std::vector<view> provider_links(const page_context& c, const std::vector<provider_link>& all, const char* words) {
    std::vector<view> out;
    for (const auto& p : all) {
        view one;
        one.text("href", p.href).text("words", c.say(say(words, {{"provider", p.name}})));
        out.push_back(std::move(one));
    }
    return out;
}

void add_identities(const page_context& c, const account_view& v, view& body) {
    std::vector<view> all;
    for (const auto& i : v.identities) {
        view one;
        one.text("provider", i.provider).text("id", fmt::format("{}", i.id));
        one.text("since", c.say(say("oidc.since", {{"made", day_of(i.made_at)}, {"used", day_of(i.used_at)}})));
        one.text("end_label", c.say(say("oidc.untie_label", {{"provider", i.provider}})));
        all.push_back(std::move(one));
    }
    body.flag("has_elsewhere", !v.identities.empty() || !v.to_tie.empty());
    body.flag("has_identities", !all.empty()).list("identities", std::move(all));
    body.flag("may_tie", !v.to_tie.empty()).list("to_tie", provider_links(c, v.to_tie, "oidc.tie"));
}

std::string day_words(const page_context& c, core::moment m) { return c.say(say("account.day", {{"day", day_of(m)}})); }

} // namespace
} // namespace html

std::string sign_in_page(const page_context& c, const sign_in_view& v) {
    using namespace html;
    view body;
    body.text("mail", v.mail).text("onward", v.onward).flag("has_mail", v.has_mail);
    body.flag("has_providers", !v.providers.empty()).list("providers", provider_links(c, v.providers, "oidc.sign_in"));
    add_notice(c, v.notice, body);
    return write_page(c, "sign_in", quiet_frame(c, "account.sign_in"), std::move(body));
}

std::string code_page(const page_context& c, const std::string& onward, const form_notice& notice) {
    using namespace html;
    view body;
    body.text("onward", onward);
    add_notice(c, notice, body);
    return write_page(c, "code", quiet_frame(c, "account.code_heading"), std::move(body));
}

std::string provider_problem_page(const page_context& c, const provider_problem_view& v) {
    using namespace html;
    view body = v.signed_in ? signed_in_view(*v.signed_in) : view{};
    body.text("what", c.say(v.what)).flag("is_signed_in", v.signed_in.has_value());
    std::vector<provider_link> again;
    if (!v.again.name.empty()) again.push_back(v.again);
    body.list("again", provider_links(c, again, "oidc.again"));
    return write_page(c, "provider_problem", quiet_frame(c, "oidc.not_in"), std::move(body));
}

std::string begin_page(const page_context& c, const begin_view& v) {
    using namespace html;
    view body;
    body.text("organisation", v.organisation).text("mail", v.mail).text("function", v.function);
    add_notice(c, v.notice, body);
    return write_page(c, "begin", quiet_frame(c, "account.begin_heading"), std::move(body));
}

std::string invitation_page(const page_context& c, const invitation_view& v) {
    using namespace html;
    view body = v.signed_in ? signed_in_view(*v.signed_in) : view{};
    body.text("organisation", v.invitation.in.name)
        .text("role", role_words(c, v.invitation.role))
        .text("role_more", c.say(fmt::format("account.role_{}_more", core::name(v.invitation.role))))
        .text("mail", v.invitation.mail)
        .text("function", v.function)
        .text("sign_in_href", "/konto/logga-in?till=" + percent_encoded(c.path))
        .flag("has_account", v.has_account)
        .flag("is_signed_in", v.signed_in.has_value())
        .flag("is_new", !v.has_account)
        .flag("resets", v.invitation.resets)
        .flag("invites", !v.invitation.resets);
    const auto* heading = v.invitation.resets ? "account.reset_heading" : "account.invitation_heading";
    body.text("heading", c.say(heading));
    add_notice(c, v.notice, body);
    return write_page(c, "invitation", quiet_frame(c, heading), std::move(body));
}

std::string account_page(const account_context& c, const account_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    body.text("mail", core::shown_as(v.who)).text("function", v.who.function);
    body.flag("has_password", v.who.has_password);
    add_identities(p, v, body);
    std::vector<view> roles;
    for (const auto& m : v.roles) {
        view one;
        one.text("organisation", m.in.name).text("role", role_words(p, m.role));
        const bool manages = core::may(m.role, core::act::manage_members);
        one.text("href", manages ? fmt::format("/konto/organisation/{}", m.in.id.value) : std::string{});
        roles.push_back(std::move(one));
    }
    body.flag("has_roles", !roles.empty()).list("roles", std::move(roles));
    std::vector<view> sessions;
    for (const auto& s : v.sessions) {
        view one;
        const auto client = s.client.empty() ? p.say("account.client_unknown") : s.client;
        one.text("client", client).text("id", fmt::format("{}", s.id));
        one.text("since", p.say(say("account.session_since", {{"at", moment_words(p, s.made_at)}})));
        one.text("seen", p.say(say("account.session_seen", {{"at", moment_words(p, s.seen_at)}})));
        one.flag("is_this", s.id == v.this_session);
        one.text("end_label",
                 p.say(say("account.session_end_label", {{"client", client}, {"at", moment_words(p, s.made_at)}})));
        sessions.push_back(std::move(one));
    }
    body.flag("has_others", sessions.size() > 1).list("sessions", std::move(sessions));
    body.flag("has_second_factor", v.who.has_second_factor)
        .flag("must_have", v.must_have_second_factor)
        .flag("may_drop", v.who.has_second_factor && v.who.has_password && !v.must_have_second_factor)
        .flag("needs_it_now", v.must_have_second_factor && !v.who.has_second_factor && !v.has_factor_elsewhere)
        .text("codes_left", p.say(say("account.codes_left", {{"n", v.codes_left}})));
    add_mail_choices(p, v.mail, body);
    add_notice(p, v.notice, body);
    return write_page(p, "account", quiet_frame(p, "account.heading"), std::move(body));
}

std::string second_factor_page(const account_context& c, const second_factor_view& v) {
    using namespace html;
    view body = signed_in_view(c);
    body.text("secret", v.secret_shown).text("address", v.address).flag("asks_password", v.asks_password);
    body.flag("is_needed", v.is_needed);
    body.html("qr_html", qr_code(v.address, c.page.say("account.qr_label")));
    add_notice(c.page, v.notice, body);
    return write_page(c.page, "second_factor", quiet_frame(c.page, "account.second_factor"), std::move(body));
}

std::string new_codes_page(const account_context& c, const form_notice& notice) {
    using namespace html;
    view body = signed_in_view(c);
    add_notice(c.page, notice, body);
    return write_page(c.page, "new_codes", quiet_frame(c.page, "account.new_codes"), std::move(body));
}

std::string recovery_page(const account_context& c, const std::vector<std::string>& codes) {
    using namespace html;
    view body = signed_in_view(c);
    body.texts("codes", codes);
    return write_page(c.page, "recovery", quiet_frame(c.page, "account.recovery_heading"), std::move(body));
}

std::string organisation_page(const account_context& c, const organisation_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    body.text("organisation", v.organisation.name).text("id", fmt::format("{}", v.organisation.id.value));
    std::vector<view> members;
    for (const auto& m : v.members) {
        view one;
        const auto shown = core::shown_as(m.who);
        one.text("mail", shown).text("function", m.who.function).text("role", role_words(p, m.role));
        one.text("role_name", std::string{core::name(m.role)}).text("account", fmt::format("{}", m.who.id.value));
        one.flag("may_reset", v.may_reset && m.who.id != v.self && m.who.has_password);
        one.text("reset_label", p.say(say("account.member_reset_label", {{"mail", shown}})));
        one.text("refused", refused_words(p, v, m.who.mail));
        one.flag("without_code", core::needs_second_factor(m.role) && !m.who.has_second_factor);
        one.text("end_label",
                 p.say(say("account.member_end_label", {{"mail", shown}, {"role", role_words(p, m.role)}})));
        std::vector<view> others;
        if (std::find(v.may_invite.begin(), v.may_invite.end(), m.role) != v.may_invite.end())
            for (const auto role : v.may_invite)
                if (role != m.role)
                    others.push_back(std::move(
                        view{}.text("value", std::string{core::name(role)}).text("name", role_words(p, role))));
        one.flag("may_change", !others.empty()).list("others", std::move(others));
        one.text("row", fmt::format("{}-{}", m.who.id.value, core::name(m.role)));
        one.text("change_label", p.say(say("account.member_change_label", {{"mail", shown}})));
        members.push_back(std::move(one));
    }
    body.flag("has_members", !members.empty()).list("members", std::move(members));
    std::vector<view> invitations;
    for (const auto& i : v.invitations) {
        view one;
        one.text("mail", i.mail).text("role", role_words(p, i.role)).text("number", fmt::format("{}", i.id));
        one.text("until", day_words(p, i.expires_at)).text("refused", refused_words(p, v, i.mail));
        one.text("end_label", p.say(say("account.invitation_end_label", {{"mail", i.mail}})));
        invitations.push_back(std::move(one));
    }
    body.flag("has_invitations", !invitations.empty()).list("invitations", std::move(invitations));
    const auto pledges = [&](const std::vector<organisation_pledge>& all) {
        std::vector<view> out;
        for (const auto& l : all) {
            view one;
            one.text("slug", l.slug).text("title", l.title).text("party", l.party);
            one.flag("may_untie", v.may_link && l.is_linked);
            one.text("untie_label", p.say(say("account.untie_label", {{"pledge", l.title}})));
            out.push_back(std::move(one));
        }
        return out;
    };
    body.flag("has_pledges", !v.pledges.empty()).list("pledges", pledges(v.pledges));
    body.flag("may_tie", v.may_link && !v.unlinked.empty()).list("unlinked", pledges(v.unlinked));
    std::vector<view> choices;
    for (const auto role : v.may_invite) {
        view one;
        one.text("value", std::string{core::name(role)}).text("name", role_words(p, role));
        one.text("more", p.say(fmt::format("account.role_{}_more", core::name(role))));
        one.flag("chosen", core::name(role) == v.role);
        choices.push_back(std::move(one));
    }
    body.list("choices", std::move(choices)).text("mail", v.mail).text("key", v.new_key);
    body.text("link", v.link)
        .text("link_words", v.link.empty() ? std::string{}
                                           : p.say(say(v.is_mailed ? "account.link_mailed" : "account.link_made",
                                                       {{"mail", v.link_for}})));
    add_notice(p, v.notice, body);
    frame f;
    f.title = v.organisation.name;
    f.day_choice = false;
    return write_page(p, "organisation", f, std::move(body));
}

std::string house_page(const account_context& c, const house_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    std::vector<view> all;
    for (const auto& o : v.organisations) {
        view one;
        one.text("name", o.name).text("code", o.code.value_or(""));
        one.text("kind", p.say(fmt::format("account.kind_{}", ::reading::name(o.kind))));
        one.text("href", fmt::format("/konto/organisation/{}", o.id.value));
        all.push_back(std::move(one));
    }
    body.flag("has_organisations", !all.empty()).list("organisations", std::move(all));
    using kind = ::reading::party_kind;
    std::vector<view> kinds;
    for (const auto k : {kind::municipality, kind::police, kind::region, kind::company, kind::association, kind::agency,
                         kind::other}) {
        view one;
        one.text("value", std::string{::reading::name(k)});
        one.text("name", p.say(fmt::format("account.kind_{}", ::reading::name(k))));
        one.flag("chosen", ::reading::name(k) == v.kind);
        kinds.push_back(std::move(one));
    }
    body.list("kinds", std::move(kinds)).text("name", v.name);
    add_notice(p, v.notice, body);
    return write_page(p, "house", quiet_frame(p, "account.house_heading"), std::move(body));
}

std::string rights_page(const page_context& c) {
    using namespace html;
    view body;
    std::vector<view> heads, rows;
    for (const auto who : core::all_holders) {
        view one;
        one.text("name", c.say(fmt::format("account.role_{}", core::name(who))));
        heads.push_back(std::move(one));
    }
    for (const auto what : core::all_acts) {
        view row;
        row.text("what", c.say(fmt::format("account.act_{}", core::name(what))));
        std::vector<view> cells;
        for (const auto who : core::all_holders) {
            view one;
            one.flag("may", core::may(who, what));
            cells.push_back(std::move(one));
        }
        row.list("cells", std::move(cells));
        rows.push_back(std::move(row));
    }
    body.list("heads", std::move(heads)).list("rows", std::move(rows));
    std::vector<view> roles;
    for (const auto role : core::all_roles) {
        view one;
        one.text("name", role_words(c, role));
        one.text("more", c.say(fmt::format("account.role_{}_more", core::name(role))));
        roles.push_back(std::move(one));
    }
    body.list("roles", std::move(roles));
    return write_page(c, "rights", quiet_frame(c, "account.rights_heading"), std::move(body));
}

} // namespace render
