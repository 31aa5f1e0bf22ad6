#include "render/html/log_choices.hpp"

#include "base/text.hpp"
#include "core/showing.hpp"
#include "core/words.hpp"
#include "render/html/assets.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render::html {
namespace {

// Empty where there is nothing to choose.
std::vector<std::string> subjects_of(const ::reading::reading& r) {
    const bool each = r.per && r.per->kind == ::reading::subjects::sharing::each && r.per->members.size() > 1;
    return each ? r.per->members : std::vector<std::string>{};
}

} // namespace

std::vector<row_choice> row_choices(const page_context& c, const std::vector<log_row>& rows) {
    std::vector<row_choice> out;
    for (const auto& row : rows) {
        const auto& readings = *row.readings;
        const bool is_duty = !row.card;
        if (readings.empty()) out.push_back({row.id, row.name, row.own, is_duty});
        for (std::size_t i = 0; i < readings.size(); ++i) {
            const bool several = readings.size() > 1;
            const auto which = several ? fmt::format("{}|{}", row.id, i) : row.id;
            const auto name = several ? fmt::format("{} ({})", row.name, base::squeezed(readings[i].text)) : row.name;
            const auto subjects = subjects_of(readings[i]);
            if (subjects.empty()) out.push_back({which, name, row.own, is_duty});
            for (const auto& s : subjects)
                out.push_back({fmt::format("{}|{}|{}", row.id, several ? fmt::to_string(i) : "", s),
                               fmt::format("{}: {}", name, member_words(c, s)), row.own, is_duty});
        }
    }
    return out;
}

void add_shown_fields(const page_context& c, std::string_view shown, std::string_view after_days,
                      const core::showing& usual, view& v) {
    const auto chosen = shown.empty() ? core::name(usual.what) : shown;
    std::vector<view> all;
    for (const auto word : core::words_of<core::shown_part>()) {
        view one;
        one.text("value", std::string{word}).text("name", c.say(fmt::format("logging.shown_{}", word)));
        all.push_back(std::move(one.flag("chosen", word == chosen)));
    }
    v.list("shown_choices", std::move(all));
    v.text("after_days", after_days.empty() ? fmt::format("{}", usual.after_days) : std::string{after_days});
}

void add_screening(const page_context& c, view& v) {
    v.text("screen_rules", find_asset("screen_rules.js").address);
    v.text("screen_script", find_asset("screen.js").address);
    v.text("screen_lists",
           fmt::format("{} {} {} {}", find_asset("first_names.tsv").address, find_asset("place_names.tsv").address,
                       find_asset("explained.tsv").address, find_asset("numbers.tsv").address));
    std::vector<view> words;
    for (const auto* kind : {"personal_number", "telephone", "car_number", "person_name", "mail_address"}) {
        view one;
        one.text("kind", kind)
            .text("words", c.say(base::message{fmt::format("screening.{}", kind), {{"text", "{text}"}}}));
        words.push_back(std::move(one));
    }
    v.list("screen_words", std::move(words));
}

std::string shown_words(const page_context& c, const core::log_entry& e) {
    const auto what = c.say(fmt::format("logging.shown_{}", core::name(core::showing_of(e).what)));
    return e.open_from ? c.say(say("logging.shown_from", {{"what", what}, {"day", *e.open_from}})) : what;
}

} // namespace render::html
