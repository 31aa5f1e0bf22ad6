#include "web/log_link.hpp"

#include "core/late_logging.hpp"
#include "http/form.hpp"
#include "render/field.hpp"
#include "store/digest.hpp"
#include "store/party.hpp"
#include "store/personal_link.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/kept_form.hpp"
#include "web/places_offered.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>
#include <chrono>

namespace web {
namespace {

std::string form_secret_of(std::string_view secret) {
    return store::hex(store::sha256("form\nlink\n" + std::string{secret}));
}

http::response too_many(const visit& v) {
    auto answer = v.problem(429, error_words(429));
    answer.headers.emplace_back("Retry-After", "10");
    return answer;
}

// What was logged by it on this device and is not sent is still shown.
http::response over(const visit& v, const core::personal_link& link, const base::message& why) {
    if (auto kept = refused_form(v, 410, why)) return *std::move(kept);
    const auto base = std::string{link_holder::prefix} + std::string{v.asked.parameter("secret")};
    return private_page(v, render::link_over_page(v.context(), base, core::holder_of(link), why), 410);
}

// The organisation whose coordinator made the link is still a party.
bool is_still_of(const site& s, const core::personal_link& link) {
    if (!link.of) return true;
    auto reader = s.database.read(); // given back before the page takes one of its own: there are few
    const auto all = store::parties_of_organisation(reader, *link.of);
    return std::any_of(all.begin(), all.end(), [&](const auto& p) { return p.pledge == link.pledge; });
}

http::response while_good(const visit& v, link_limits& limits, const link_page& show) {
    const auto now = http::rate_limit::moment::clock::now();
    const auto secret = v.asked.parameter("secret");
    auto link = [&] {
        auto reader = v.on.database.read();
        return store::find_personal_link(reader, secret);
    }();
    if (!link) return limits.unknown.allow(http::client_network(v.asked.remote), now) ? v.not_found() : too_many(v);
    if (!limits.known.allow(core::holder_of(*link), now)) return too_many(v);
    if (link->revoked_at) return over(v, *link, {"links.revoked", {}});
    if (link->has_ended(v.today)) return over(v, *link, {"links.over", {{"day", link->ends_on}}});
    auto file = public_pledge(v.on, link->slug);
    std::vector<std::string> rows;
    if (file && core::takes_log(*file, v.today) && is_still_of(v.on, *link))
        rows = core::rows_of(*link, file->document);
    return show({v, *std::move(link), std::move(file), std::move(rows), form_secret_of(secret)});
}

http::response logging_page(const link_holder& who, std::optional<render::typed_entry> typed,
                            std::optional<render::saved_entry> saved, int status = 200) {
    const auto frame = who.at.context();
    render::logging_view view;
    view.path = who.path();
    view.holder = who.holder();
    view.link = {who.link.function, who.link.ends_on};
    if (!who.rows.empty()) {
        auto state = std::make_shared<const core::document_state>(
            core::judge(who.file->document, who.file->log, who.file->reasons, who.file->settings, who.at.today));
        view.pledges.push_back({who.file, std::move(state), {}, who.rows, places_offered(who.at.on, who.file->id)});
    }
    view.typed = std::move(typed);
    view.saved = std::move(saved);
    view.new_key = store::new_uuid();
    return private_page(who.at, render::logging_page({frame, {}, who.form_secret}, view), status);
}

http::response other_row(const link_holder& who) { return who.at.problem(403, {"links.other_row", {}}); }

} // namespace

bool link_holder::may_log(std::string_view owner) const {
    return std::find(rows.begin(), rows.end(), owner) != rows.end();
}

http::handler for_link(const site& s, std::shared_ptr<link_limits> limits, link_page show) {
    return visited(s, [limits = std::move(limits), show = std::move(show)](const visit& v) {
        return while_good(v, *limits, show);
    });
}

http::handler for_link(const site& s, std::shared_ptr<link_limits> limits, link_form act) {
    return for_anybody(s, [limits = std::move(limits), act = std::move(act)](const visit& v, const http::fields& f) {
        return while_good(v, *limits, [&](const link_holder& who) {
            if (http::field_value(f, "nyckel") != who.form_secret) return v.problem(403, {"account.foreign_form", {}});
            return act(who, f);
        });
    });
}

http::response link_show(const link_holder& who) {
    const auto said = who.at.asked.query_value("sparat");
    return logging_page(who, std::nullopt,
                        said && who.file ? own_entry(who.at.on, *who.file, *said, who.holder()) : std::nullopt);
}

http::response link_log(const link_holder& who, const http::fields& f) {
    auto form = typed_entry_of(f);
    if (form.pledge != who.link.slug || !who.may_log(form.owner) ||
        !core::may(core::holder::personal_link, core::act::add_entry))
        return other_row(who);
    const auto id = log_typed(who.at.on, *who.file, form, http::field_value(f, "confirmed") == "ja", who.holder());
    if (id) return see_other(who.path() + "?sparat=" + *id);
    form.problem = id.error();
    return logging_page(who, std::move(form), std::nullopt, 422);
}

http::response link_undo(const link_holder& who, const http::fields& f) {
    if (!who.file || !core::may(core::holder::personal_link, core::act::withdraw_entry)) return other_row(who);
    const auto id = typed(f, "id");
    switch (undo_own(who.at.on, *who.file, id, who.holder())) {
    case undoing::unknown:
        return see_other(who.path());
    case undoing::not_own:
        return who.at.problem(403, {"logging.not_undone", {}});
    case undoing::done:
        break;
    }
    return see_other(who.path() + "?sparat=" + id);
}

} // namespace web
