#include "render/html/difference.hpp"

#include "core/words.hpp"
#include "render/html/words.hpp"

#include <array>

namespace render::html {
namespace {

using core::change;

constexpr std::array changes{"added", "changed", "replaced", "ended", "removed"};
constexpr std::array kinds{"cover",     "parties",  "grounds",     "area",     "pledge",    "row",
                           "follow_up", "feedback", "signatories", "outcomes", "questions", "order"};

std::string line_words(const page_context& c, const core::told_line& line) {
    if (const auto* text = std::get_if<std::string>(&line)) return *text;
    return c.say(std::get<base::message>(line));
}

std::vector<view> lines(const page_context& c, const std::vector<core::told_line>& all, const std::string& lang) {
    std::vector<view> out;
    for (const auto& line : all) {
        const bool own = std::holds_alternative<std::string>(line);
        out.push_back(
            std::move(view{}.text("line", line_words(c, line)).text("line_lang", own ? lang : std::string{})));
    }
    return out;
}

view field_view(const page_context& c, const core::field_change& f, const std::string& lang) {
    view v;
    v.text("field", c.say("difference.field_" + f.field)).text("words_lang", lang);
    std::vector<view> runs;
    for (const auto& w : f.words) {
        view run;
        run.text("both", w.in == core::word_run::where::both ? w.text : std::string{});
        run.text("older", w.in == core::word_run::where::older ? w.text : std::string{});
        run.text("newer", w.in == core::word_run::where::newer ? w.text : std::string{});
        runs.push_back(std::move(run));
    }
    const bool has_words = !runs.empty();
    v.flag("has_words", has_words).list("words", std::move(runs));
    v.list("was", has_words ? std::vector<view>{} : lines(c, f.was, lang));
    v.list("is", has_words ? std::vector<view>{} : lines(c, f.is, lang));
    return v;
}

// From when a new one holds, until when one that ended did.
std::string when_words(const page_context& c, const core::part_change& p) {
    const auto& life = p.life;
    if (p.change == change::ended) return c.say(say("difference.until", {{"day", *life.to}}));
    const bool is_new = p.change == change::added || p.change == change::replaced;
    if (!is_new || !(life.from || life.to)) return {};
    if (life.from && life.to) return c.say(say("difference.from_until", {{"from", *life.from}, {"to", *life.to}}));
    return life.from ? c.say(say("difference.from", {{"day", *life.from}}))
                     : c.say(say("difference.until", {{"day", *life.to}}));
}

view part_view(const page_context& c, const core::part_change& p, const std::string& lang) {
    view v;
    const std::string word = changes[static_cast<std::size_t>(p.change)];
    v.text("change", word).text("change_word", c.say("difference.change_" + word));
    v.text("part_kind", c.say(std::string{"difference.part_"} + kinds[static_cast<std::size_t>(p.kind)]));
    v.text("part_id", p.id).text("part_name", elided(p.name, 200)).text("part_lang", lang);
    v.text("part_when", when_words(c, p));
    v.text("other_words", p.other.empty()                ? std::string{}
                          : p.change == change::replaced ? c.say(say("difference.instead_of", {{"id", p.other}}))
                                                         : c.say(say("difference.came_instead", {{"id", p.other}})));
    v.text("other_name", p.other.empty() ? std::string{} : elided(p.other_name, 200));
    const bool has_reason = p.ended.has_value();
    v.text("why", has_reason ? c.say("feeds.reason_" + std::string{core::name(p.ended->reason)}) : std::string{});
    v.text("why_text", has_reason ? p.ended->text : std::string{});
    std::vector<view> fields;
    for (const auto& f : p.fields)
        fields.push_back(field_view(c, f, lang));
    v.flag("has_fields", !fields.empty()).list("fields", std::move(fields));
    return v;
}

} // namespace

std::string difference_words(const page_context& c, const core::difference& d) {
    if (d.empty()) return c.say("difference.none");
    std::vector<std::string> counts;
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (const auto n = static_cast<std::int64_t>(d.count(static_cast<change>(i))); n > 0)
            counts.push_back(c.say(say(std::string{"difference.n_"} + changes[i], {{"n", n}})));
    return c.say(say("difference.sum", {{"counts", c.say.list(counts)}}));
}

void add_difference(const page_context& c, const core::difference& d, const std::string& lang, view& v) {
    v.flag("differs", !d.empty()).text("difference_words", difference_words(c, d));
    std::vector<view> parts;
    for (const auto& p : d.parts)
        parts.push_back(part_view(c, p, lang));
    v.list("difference", std::move(parts));
}

} // namespace render::html
