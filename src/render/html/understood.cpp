#include "render/html/understood.hpp"

#include "core/lifetime.hpp"
#include "core/next_windows.hpp"
#include "render/draft.hpp"
#include "render/html/page.hpp"
#include "render/html/words.hpp"

namespace render {
namespace html {

std::vector<view> understood_views(const page_context& c, const ::reading::document& d,
                                   const std::vector<::reading::reading>& readings, const ::reading::lifetime* life,
                                   const core::plan_settings& settings) {
    std::vector<view> all;
    for (const auto& r : readings) {
        view one;
        one.text("sentence", c.say(core::told_back(r)));
        const auto coming = core::coming_windows(d, r, life, settings, c.today);
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

void add_remarks(const page_context& c, const std::vector<::reading::remark>& remarks, view& v) {
    std::vector<view> all;
    for (const auto& r : remarks) {
        view one;
        one.text("remark", c.say(r.text)).text("instead", r.instead.empty() ? std::string{} : c.say(r.instead));
        one.text("severity", std::string{::reading::name(r.severity)});
        all.push_back(std::move(one));
    }
    v.flag("has_remarks", !all.empty()).list("remarks", std::move(all));
}

} // namespace html

std::string understood_part(const page_context& c, const understood_view& v) {
    html::view out;
    out.flag("has_readings", !v.readings.empty());
    out.list("readings",
             html::understood_views(c, v.document, v.readings, core::life_of(v.document, v.part), v.settings));
    html::add_remarks(c, v.remarks, out);
    return html::write_template(c, "understood", out);
}

} // namespace render
