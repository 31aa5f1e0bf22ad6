#include "http/form.hpp"
#include "mail/letter.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/invitation.hpp"
#include "store/password.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"

namespace web {
namespace {

constexpr std::string_view by_link = "first link"; // the holder that makes the first account

constexpr std::size_t longest_function = 100, longest_name = 200; // letters

http::response over(const visit& v, const char* key) { return v.problem(410, {key, {}}); }

std::string begin_page(const visit& v, render::begin_view view) { return render::begin_page(v.context(), view); }

std::optional<core::invitation> open_invitation(const visit& v) {
    auto reader = v.on.database.read();
    auto found = store::find_invitation(reader, v.asked.parameter("secret"));
    return found && found->is_open(v.on.clock.now()) ? found : std::nullopt;
}

// The account of the invitation's address, which only its owner brings into an organisation; but a link to a new
// password is its owner's.
std::optional<core::account> invited_account(const visit& v, const core::invitation& i) {
    if (i.resets) return std::nullopt;
    auto reader = v.on.database.read();
    auto account = store::find_account(reader, i.mail);
    return account && !account->closed_at ? account : std::nullopt;
}

http::response invitation_page(const visit& v, core::invitation i, std::string function, render::form_notice notice,
                               int status = 200) {
    render::invitation_view view;
    const auto who = who_asks(v);
    view.has_account = invited_account(v, i).has_value();
    if (who && who->who.mail == i.mail) view.signed_in.emplace(who->context());
    view.invitation = std::move(i);
    view.function = std::move(function);
    view.notice = std::move(notice);
    return private_page(v, render::invitation_page(v.context(), view), status);
}

std::string language_code(const visit& v) { return std::string{base::code(language_of(v.on, v.asked).language())}; }

} // namespace

http::response begin_show(const visit& v) {
    auto reader = v.on.database.read();
    if (!store::is_first_link(reader, v.asked.parameter("secret"))) return over(v, "account.begin_over");
    return private_page(v, begin_page(v, {}));
}

http::response begin(const visit& v, const http::fields& f) {
    render::begin_view view{typed(f, "organisation"), typed(f, "mail"), typed(f, "function"), {}};
    const auto again = [&](base::problem p) {
        view.notice.problem = std::move(p);
        return private_page(v, begin_page(v, view), 422);
    };
    const auto password = http::field_value(f, "password");
    const auto mail = core::mail_address(view.mail);
    if (!fits(view.organisation, longest_name)) return again(wrong("account.missing", "organisation"));
    if (!mail) return again(mail.error());
    if (!fits(view.function, longest_function)) return again(wrong("account.missing", "function"));
    if (const auto fit = core::acceptable_password(password, *mail); !fit) return again(fit.error());
    {
        auto reader = v.on.database.read();
        if (!store::is_first_link(reader, v.asked.parameter("secret"))) return over(v, "account.begin_over");
    }
    const auto hash = store::password_hash(password);
    std::optional<core::account_id> account;
    bool is_taken = false;
    v.on.database.write([&](db::transaction& t) {
        account.reset();
        store::lock_house(t);
        if (!store::is_first_link(t, v.asked.parameter("secret"))) return; // somebody was faster
        const auto before = store::find_account(t, *mail);
        is_taken = before && !before->closed_at; // its password is its own
        if (is_taken) return;
        account = before ? before->id : store::add_account(t, *mail, view.function, language_code(v), by_link);
        const auto known = store::find_organisation(t, view.organisation);
        const auto organisation =
            known ? known->id : store::add_organisation(t, core::organisation_named(view.organisation), by_link);
        if (before && before->closed_at) store::reopen_account(t, *account, by_link);
        store::set_password(t, *account, hash, by_link);
        store::use_up_first_link(t);
        for (const auto role : {core::holder::administrator, core::holder::coordinator})
            store::add_membership(t, *account, organisation, role, by_link);
    });
    if (is_taken) return again(wrong("account.own_account", "mail"));
    if (!account) return over(v, "account.begin_over");
    return signed_in_as(v, *account, true, "/konto/tva-steg");
}

http::response invitation_show(const visit& v) {
    auto invitation = open_invitation(v);
    if (!invitation) return over(v, "account.invitation_over");
    std::string function;
    {
        auto reader = v.on.database.read();
        if (const auto known = store::find_account(reader, invitation->mail)) function = known->function;
    }
    return invitation_page(v, *std::move(invitation), std::move(function), {});
}

http::response invitation_take(const visit& v, const http::fields& f) {
    const auto invitation = open_invitation(v);
    if (!invitation) return over(v, "account.invitation_over");
    const auto now = v.on.clock.now();
    bool taken = false;
    if (invited_account(v, *invitation)) {
        const auto who = who_asks(v);
        if (!who || who->who.mail != invitation->mail)
            return invitation_page(v, *invitation, {}, {wrong("account.own_account"), {}}, 422);
        if (http::field_value(f, "nyckel") != who->form_secret) return v.problem(403, {"account.foreign_form", {}});
        v.on.database.write([&](db::transaction& t) {
            taken = store::claim_invitation(t, invitation->id, now);
            if (taken) store::add_membership(t, who->who.id, invitation->in.id, invitation->role, invitation->made_by);
        });
        return taken ? see_other("/konto?gjort=joined") : over(v, "account.invitation_over");
    }
    const auto function = typed(f, "function");
    const auto password = http::field_value(f, "password");
    const auto again = [&](base::problem p) {
        return invitation_page(v, *invitation, function, {std::move(p), {}}, 422);
    };
    // Whoever chooses a new password has a function already.
    if (!invitation->resets && !fits(function, longest_function)) return again(wrong("account.missing", "function"));
    if (const auto fit = core::acceptable_password(password, invitation->mail); !fit) return again(fit.error());
    const auto hash = store::password_hash(password);
    std::optional<core::account_id> account;
    bool wants_code = false;
    v.on.database.write([&](db::transaction& t) {
        account.reset();
        store::lock_house(t);
        const auto before = store::find_account(t, invitation->mail);
        const bool is_open = before && !before->closed_at;
        if (is_open != invitation->resets) return;                    // made, or closed, meanwhile
        if (!store::claim_invitation(t, invitation->id, now)) return; // taken or taken back meanwhile
        account = before ? before->id
                         : store::add_account(t, invitation->mail, function, language_code(v), invitation->made_by);
        if (before && before->closed_at) store::reopen_account(t, *account, invitation->made_by);
        wants_code = is_open && before->has_second_factor;
        if (!invitation->resets)
            store::add_membership(t, *account, invitation->in.id, invitation->role, invitation->made_by);
        if (before && invitation->resets) {
            store::end_what_was_before(t, *before, now);
            mail::to_account(v.on.mail, t, *before, mail::security(mail::security_event::password_changed, v.today));
        }
        store::set_password(t, *account, hash, core::holder_of(*account));
    });
    if (!account) return over(v, "account.invitation_over");
    // One whose password was forgotten gives the code all the same.
    if (wants_code) return signed_in_as(v, *account, false, "/konto/kod?till=/konto");
    return signed_in_as(v, *account, true, "/konto?gjort=joined");
}

} // namespace web
