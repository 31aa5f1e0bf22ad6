#include "render/day_lists.hpp"

#include "core/screen_asked.hpp"
#include "http/form.hpp"
#include "store/job.hpp"
#include "store/pledge.hpp"
#include "web/board_pages.hpp"
#include "web/form_parts.hpp"
#include "web/own_pledges.hpp"
#include "web/public_pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

// The days that a municipality sets for a pledge: seen and changed by its coordinators.
namespace web {
namespace {

// The pledge whose lists they are, where this person keeps them; else the answer.
struct kept_lists {
    std::shared_ptr<const core::pledge_file> file;
    std::optional<http::response> refused;
};
kept_lists lists_of(const signed_in& who) {
    auto file = own_pledge_named(who, core::act::change_settings, who.at.asked.parameter("slug"));
    if (!file) return {{}, who.problem(403, {"account.forbidden", {}})};
    return {std::move(file), std::nullopt};
}

http::response page(const signed_in& who, const std::string& slug, render::day_lists_view view, int status = 200) {
    view.file = own_pledge_named(who, core::act::change_settings, slug);
    if (!view.file) return who.not_found();
    view.pledges = own_titles(who, core::act::change_settings);
    return private_page(who.at, render::day_lists_page(who.context(), view), status);
}

http::response done(const core::pledge_file& file, std::string_view what, std::string_view part) {
    return see_other(fmt::format("/tavla/dagar/{}?gjort={}#{}", file.slug, what, part));
}

// What a form makes of the settings as they are now: whether anything is to be saved.
using change = std::function<bool(core::plan_settings&)>;
void save(const signed_in& who, const core::pledge_file& file, const change& make) {
    bool is_changed = false;
    who.at.on.database.write([&](db::transaction& t) {
        store::change_settings(
            t, file.id, [&](core::plan_settings& s) { return is_changed = make(s); }, who.holder());
        if (is_changed) store::add_job(t, "report", file.slug);
    });
    if (!is_changed) return;
    who.at.on.pages.drop(file.slug);
    who.at.on.pages.drop(list_tag);
}

std::optional<core::terms::day> day_typed(const http::fields& f, std::string_view name) {
    const auto day = base::parse_iso_date(typed(f, name));
    if (!day) return std::nullopt;
    return core::terms::day{base::month_of(*day), base::day_of(*day)};
}

std::optional<core::terms> terms_typed(const http::fields& f) {
    const auto a = day_typed(f, "spring_from"), b = day_typed(f, "spring_to"), c = day_typed(f, "autumn_from"),
               d = day_typed(f, "autumn_to");
    if (!a || !b || !c || !d) return std::nullopt;
    return core::terms{*a, *b, *c, *d};
}

} // namespace

http::response day_lists_first(const signed_in& who) {
    const auto mine = pledges_to(who, core::act::change_settings);
    return see_other(mine.empty() ? "/tavla" : "/tavla/dagar/" + mine.begin()->first);
}

http::response day_lists_show(const signed_in& who) {
    auto lists = lists_of(who);
    if (lists.refused) return std::move(*lists.refused);
    render::day_lists_view view;
    constexpr std::array<std::string_view, 3> known{"till", "bort", "terminer"};
    const auto said = who.at.asked.query_value("gjort").value_or("");
    if (std::find(known.begin(), known.end(), said) != known.end()) view.done = "days.done_" + std::string{said};
    return page(who, lists.file->slug, std::move(view));
}

http::response days_add(const signed_in& who, const http::fields& f) {
    auto lists = lists_of(who);
    if (lists.refused) return std::move(*lists.refused);
    const auto list = core::day_list_named(typed(f, "list"));
    if (!list) return who.problem(422, {"core.days.no_day", {}});
    render::day_lists_view view;
    view.days = render::typed_days{*list, typed(f, "from"), typed(f, "to"), typed(f, "name"), {}};
    const auto again = [&](base::problem p, int status) {
        view.days->problem = std::move(p);
        return page(who, lists.file->slug, std::move(view), status);
    };
    const auto days = core::check_days(view.days->from, view.days->to, view.days->name);
    if (!days) return again(days.error(), 422);
    // Residents read the name.
    if (typed(f, "confirmed") != "ja")
        if (auto asks = core::asked_about({{"name", &days->name}})) return again(*std::move(asks), 422);
    bool has_other_name = false;
    save(who, *lists.file, [&](core::plan_settings& s) {
        auto& all = core::days_of(s, *list);
        has_other_name = std::any_of(all.begin(), all.end(), [&](const auto& one) {
            return one.from == days->from && one.to == days->to && one.name != days->name;
        });
        return !has_other_name && core::add_days(all, *days);
    });
    if (has_other_name) return again(wrong("days.other_name", "name"), 409);
    return done(*lists.file, "till", core::name(*list));
}

http::response days_remove(const signed_in& who, const http::fields& f) {
    auto lists = lists_of(who);
    if (lists.refused) return std::move(*lists.refused);
    const auto list = core::day_list_named(typed(f, "list"));
    const auto from = base::parse_iso_date(typed(f, "from")), to = base::parse_iso_date(typed(f, "to"));
    if (!list || !from || !to) return who.problem(422, {"core.days.no_day", {}});
    save(who, *lists.file,
         [&](core::plan_settings& s) { return core::remove_days(core::days_of(s, *list), *from, *to); });
    return done(*lists.file, "bort", core::name(*list));
}

http::response terms_save(const signed_in& who, const http::fields& f) {
    auto lists = lists_of(who);
    if (lists.refused) return std::move(*lists.refused);
    render::day_lists_view view;
    view.terms = render::typed_terms{
        typed(f, "spring_from"), typed(f, "spring_to"), typed(f, "autumn_from"), typed(f, "autumn_to"), {}};
    const auto again = [&](base::problem p, int status) {
        view.terms->problem = std::move(p);
        return page(who, lists.file->slug, std::move(view), status);
    };
    const auto wanted = terms_typed(f);
    if (!wanted) return again(wrong("core.days.no_day"), 422);
    const auto seen = typed(f, "seen");
    bool is_other = false;
    base::result<void> made;
    save(who, *lists.file, [&](core::plan_settings& s) {
        made = {};
        const auto now = core::terms_of(s);
        is_other = now != *wanted && render::terms_text(now) != seen;
        if (is_other || now == *wanted) return false;
        made = core::set_terms(s, *wanted);
        return made.has_value();
    });
    if (is_other) return again(wrong("days.other_terms"), 409); // the page tells what stands now
    if (!made) return again(made.error(), 422);
    return done(*lists.file, "terminer", "terminer");
}

} // namespace web
