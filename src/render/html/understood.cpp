#include "render/html/understood.hpp"

#include "core/next_windows.hpp"
#include "render/draft.hpp"
#include "render/html/page.hpp"
#include "render/html/words.hpp"

namespace render {
namespace html {

std::vector<view> understood_views(const page_context& c, const ::reading::document& d,
                                   const std::vector<::reading::reading>& readings,
                                   const core::plan_settings& settings) {
    std::vector<view> all;
    for (const auto& r : readings) {
        view one;
        one.text("sentence", c.say(core::told_back(r)));
        const auto coming = core::coming_windows(d, r, settings, c.today);
        one.text("why", coming.when.empty() ? std::string{} : c.say(coming.when));
        std::vector<view> windows;
        for (const auto& w : coming.windows) {
            if (!w.required) continue; // a time without anything to reach in it tells nothing
            core::window_result shown;
            shown.from = w.from;
            shown.to = w.to;
            shown.open_ended = w.open_ended;
            shown.required = w.required;
            view v;
            v.text("when", long_period(c, shown, r.aggregate == ::reading::aggregate::interval));
            v.text("required", w.required ? required_words(c, r, shown) : std::string{}).flag("partial", w.partial);
            windows.push_back(std::move(v));
        }
        one.flag("has_windows", !windows.empty()).list("windows", std::move(windows));
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace html

std::string understood_part(const page_context& c, const ::reading::document& d,
                            const std::vector<::reading::reading>& readings, const core::plan_settings& settings) {
    html::view v;
    v.flag("has_readings", !readings.empty()).list("readings", html::understood_views(c, d, readings, settings));
    return html::write_template(c, "understood", v);
}

} // namespace render
