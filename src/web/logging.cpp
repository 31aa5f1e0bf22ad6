#include "render/logging.hpp"
#include "core/late_logging.hpp"
#include "core/log_rules.hpp"
#include "http/form.hpp"
#include "store/digest.hpp"
#include "web/account_pages.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/own_pledges.hpp"
#include "web/places_offered.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>

namespace web {
namespace {

http::response logging_page(const signed_in& who, std::optional<render::typed_entry> typed,
                            std::optional<render::saved_entry> saved, int status = 200) {
    render::logging_view view;
    std::optional<base::date> over;
    for (auto& [slug, acting] : pledges_to(who, core::act::add_entry)) {
        const auto judged = judged_pledge(who.at.on, slug, who.at.today);
        if (!judged) continue;
        if (!core::takes_log(judged->file, who.at.today)) {
            over = std::max(over, judged->file.document.valid.to);
            continue;
        }
        auto places = places_offered(who.at.on, judged->file.id);
        view.pledges.push_back(
            {{judged, &judged->file}, {judged, &judged->state}, std::move(acting), std::nullopt, std::move(places)});
    }
    if (view.pledges.empty()) view.over = over;
    view.typed = std::move(typed);
    view.saved = std::move(saved);
    view.new_key = store::new_uuid();
    view.holder = who.holder();
    view.keeps_places = who.may(core::act::change_settings);
    view.makes_links = who.may(core::act::manage_links);
    return private_page(who.at, render::logging_page(who.context(), view), status);
}

// The entry of ?sparat=SLUG:ID, where it is this person's own.
std::optional<render::saved_entry> saved_of(const signed_in& who) {
    const auto said = who.at.asked.query_value("sparat").value_or("");
    const auto at = said.find(':');
    if (at == said.npos) return std::nullopt;
    const auto file = public_pledge_without_log(who.at.on, said.substr(0, at));
    if (!file) return std::nullopt;
    return own_entry(who.at.on, *file, said.substr(at + 1), who.holder());
}

// Whether the page has a form for it that can say what is wrong: its row may have gone since the page was shown.
bool has_form(const core::pledge_file& file, const std::string& owner, base::date today) {
    const auto* life = core::life_of(file.document, owner);
    return core::check_owner(file.document, owner) && core::takes_log(file, today) &&
           !(life && core::is_to_come(*life, today));
}

http::response to_saved(const std::string& slug, const std::string& id) {
    return see_other("/logga?sparat=" + slug + ":" + id);
}

} // namespace

http::response logging_show(const signed_in& who) { return logging_page(who, std::nullopt, saved_of(who)); }

http::response entry_log(const signed_in& who, const http::fields& f) {
    auto form = typed_entry_of(f);
    const auto again = [&](const core::pledge_file& file, base::problem p) {
        if (!has_form(file, form.owner, who.at.today)) return who.problem(422, p.text);
        form.problem = std::move(p);
        return logging_page(who, std::move(form), std::nullopt, 422);
    };
    if (!pledges_to(who, core::act::add_entry).contains(form.pledge))
        return who.problem(403, {"account.forbidden", {}});
    const auto file = public_pledge_without_log(who.at.on, form.pledge);
    if (!file) return who.not_found();
    auto id = log_typed(who.at.on, *file, form, http::field_value(f, "confirmed") == "ja", who.holder());
    if (!id) return again(*file, id.error());
    return to_saved(file->slug, *id);
}

http::response entry_undo(const signed_in& who, const http::fields& f) {
    const auto slug = typed(f, "pledge"), id = typed(f, "id");
    if (!pledges_to(who, core::act::withdraw_entry).contains(slug)) return who.problem(403, {"account.forbidden", {}});
    const auto file = public_pledge(who.at.on, slug);
    if (!file) return who.not_found();
    switch (undo_own(who.at.on, *file, id, who.holder())) {
    case undoing::unknown:
        return see_other("/logga");
    case undoing::not_own:
        return who.problem(403, {"logging.not_undone", {}});
    case undoing::done:
        break;
    }
    return to_saved(slug, id);
}

} // namespace web
