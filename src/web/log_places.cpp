#include "render/log_places.hpp"

#include "store/place.hpp"
#include "store/pledge.hpp"
#include "web/account_pages.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/own_pledges.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>
#include <array>

namespace web {
namespace {

// The pledge whose list it is, where this person keeps it; else the answer.
struct kept_list {
    std::shared_ptr<const core::pledge_file> file;
    std::optional<http::response> refused;
};

kept_list list_of(const signed_in& who) {
    const std::string slug{who.at.asked.parameter("slug")};
    if (!pledges_to(who, core::act::change_settings).contains(slug))
        return {{}, who.problem(403, {"account.forbidden", {}})};
    auto file = public_pledge(who.at.on, slug);
    if (!file) return {{}, who.not_found()};
    return {std::move(file), std::nullopt};
}

http::response page(const signed_in& who, const std::shared_ptr<const core::pledge_file>& file,
                    render::places_view view, int status = 200) {
    view.file = file;
    view.pledges = own_titles(who, core::act::change_settings);
    {
        auto reader = who.at.on.database.read();
        view.places = store::places_of(reader, file->id);
    }
    return private_page(who.at, render::places_page(who.context(), view), status);
}

http::response done(const core::pledge_file& file, std::string_view what) {
    return see_other("/logga/platser/" + file.slug + "?gjort=" + std::string{what});
}

// The place of the form's number; nullopt: the list has none.
std::optional<core::place> numbered(const signed_in& who, const core::pledge_file& file, const http::fields& f) {
    const auto number = whole_number(typed(f, "number"));
    if (!number) return std::nullopt;
    auto reader = who.at.on.database.read();
    for (auto& p : store::places_of(reader, file.id))
        if (p.number == *number) return std::move(p);
    return std::nullopt;
}

// A form about one place: what is wrong with it, or that it is saved.
http::response place_saved(const signed_in& who, const std::shared_ptr<const core::pledge_file>& file,
                           const http::fields& f, const core::place& before) {
    render::places_view view;
    view.typed = render::typed_place{before.number, typed(f, "name"), typed(f, "area"), {}};
    auto place = core::check_place(view.typed->name, view.typed->area);
    bool is_saved = false;
    if (place) {
        place->number = before.number;
        place->is_retired = before.is_retired;
        who.at.on.database.write([&](db::transaction& t) {
            is_saved = before.number == 0 ? store::add_place(t, file->id, *place, who.holder())
                                          : store::change_place(t, file->id, *place, who.holder());
        });
    }
    if (is_saved) return done(*file, before.number == 0 ? "ny" : "andrad");
    // Sent twice, the second finds its own place: it is saved.
    if (place && before.number == 0) {
        auto reader = who.at.on.database.read();
        const auto all = store::places_of(reader, file->id);
        const auto* same = core::place_named(all, place->name);
        if (same && same->name == place->name && same->area == place->area && !same->is_retired)
            return done(*file, "ny");
    }
    view.typed->problem = place ? wrong("places.taken", "name") : place.error();
    return page(who, file, std::move(view), 422);
}

http::response set_retired(const signed_in& who, const http::fields& f, bool is_retired) {
    auto list = list_of(who);
    if (list.refused) return std::move(*list.refused);
    auto place = numbered(who, *list.file, f);
    if (!place) return who.not_found();
    place->is_retired = is_retired;
    who.at.on.database.write([&](db::transaction& t) { store::change_place(t, list.file->id, *place, who.holder()); });
    return done(*list.file, is_retired ? "borta" : "ater");
}

} // namespace

http::response places_first(const signed_in& who) {
    const auto mine = pledges_to(who, core::act::change_settings);
    if (mine.empty()) return see_other("/logga");
    return see_other("/logga/platser/" + mine.begin()->first);
}

http::response places_show(const signed_in& who) {
    auto list = list_of(who);
    if (list.refused) return std::move(*list.refused);
    render::places_view view;
    constexpr std::array<std::string_view, 5> known{"ny", "andrad", "borta", "ater", "synligt"};
    const auto said = who.at.asked.query_value("gjort").value_or("");
    if (std::find(known.begin(), known.end(), said) != known.end())
        view.notice.done = "places.done_" + std::string{said};
    return page(who, list.file, std::move(view));
}

http::response place_add(const signed_in& who, const http::fields& f) {
    auto list = list_of(who);
    if (list.refused) return std::move(*list.refused);
    return place_saved(who, list.file, f, {});
}

http::response place_change(const signed_in& who, const http::fields& f) {
    auto list = list_of(who);
    if (list.refused) return std::move(*list.refused);
    const auto place = numbered(who, *list.file, f);
    if (!place) return who.not_found();
    return place_saved(who, list.file, f, *place);
}

http::response place_retire(const signed_in& who, const http::fields& f) { return set_retired(who, f, true); }
http::response place_restore(const signed_in& who, const http::fields& f) { return set_retired(who, f, false); }

http::response usual_showing_set(const signed_in& who, const http::fields& f) {
    auto list = list_of(who);
    if (list.refused) return std::move(*list.refused);
    render::places_view view;
    view.shown = typed(f, "shown");
    view.after_days = typed(f, "after_days");
    const auto chosen = showing_typed(view.shown, view.after_days, list.file->settings.usual);
    if (!chosen) {
        view.notice.problem = chosen.error();
        return page(who, list.file, std::move(view), 422);
    }
    who.at.on.database.write([&](db::transaction& t) {
        store::change_settings(
            t, list.file->id,
            [&](core::plan_settings& s) {
                const bool is_new = s.usual != *chosen;
                s.usual = *chosen;
                return is_new;
            },
            who.holder());
    });
    return done(*list.file, "synligt");
}

} // namespace web
