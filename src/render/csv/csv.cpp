#include "core/words.hpp"
#include "render/feed_text.hpp"
#include "render/feeds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace render {

namespace {

// RFC 4180 with the separator that Swedish Excel expects. A text that a spreadsheet would run as a formula gets an
// apostrophe before it: the words are a document's, and documents come from anywhere.
std::string cell(std::string_view text) {
    std::string out = one_line(text);
    if (!out.empty() && std::string_view{"=+-@"}.find(out.front()) != std::string_view::npos) out.insert(0, "'");
    if (out.find_first_of(";\"") == std::string::npos) return out;
    for (auto at = out.find('"'); at != std::string::npos; at = out.find('"', at + 2))
        out.insert(at, "\"");
    return '"' + out + '"';
}

// Digits and a decimal comma, without grouping: a figure that a spreadsheet can count with.
std::string figure(const std::optional<double>& n) {
    if (!n) return {};
    auto text = fmt::format("{}", *n);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

void add_row(std::string& out, const std::vector<std::string>& cells) {
    out += fmt::format("{}\r\n", fmt::join(cells, ";"));
}

struct table {
    const page_context& c;
    const core::pledge_file& file;
    std::string out = "\xEF\xBB\xBF";
    // Columns that stand last, and only where some row came later or ended: others stay where readers know them.
    bool lifetimes = has_lifetimes(file.document);

    void heading() {
        std::vector<std::string> cells;
        for (const char* key : {"feeds.csv_pledge",      "feeds.csv_owner",   "feeds.csv_kind",    "feeds.csv_what",
                                "feeds.csv_responsible", "feeds.csv_reading", "feeds.csv_words",   "feeds.csv_for",
                                "feeds.csv_from",        "feeds.csv_to",      "feeds.csv_bound",   "feeds.csv_required",
                                "feeds.csv_low",         "feeds.csv_high",    "feeds.csv_about",   "feeds.csv_state",
                                "feeds.csv_pace",        "feeds.csv_partial", "feeds.csv_verdict", "feeds.csv_as_of",
                                "feeds.csv_invented"})
            cells.push_back(cell(c.say(key)));
        if (lifetimes)
            for (const char* key : {"feeds.csv_row_from", "feeds.csv_row_to", "feeds.csv_replaces", "feeds.csv_ended"})
                cells.push_back(cell(c.say(key)));
        add_row(out, cells);
    }

    std::string yes(bool really) const { return really ? c.say("feeds.yes") : c.say("feeds.no"); }

    // What stands before the window's own columns.
    std::vector<std::string> begin(const feed_owner& o, std::size_t reading) const {
        const auto& r = (*o.readings)[reading];
        return {cell(file.slug),
                cell(o.id),
                cell(o.kind),
                cell(o.what),
                cell(fmt::format("{}", fmt::join(o.responsible, ", "))),
                std::to_string(reading + 1),
                cell(r.text)};
    }

    void window_row(const feed_owner& o, std::size_t n, const core::window_result& w, core::verdict verdict,
                    base::date as_of) {
        const auto& r = (*o.readings)[n];
        const bool named = w.subject >= 0 && r.per && static_cast<std::size_t>(w.subject) < r.per->members.size();
        auto cells = begin(o, n);
        cells.push_back(named ? cell(r.per->members[static_cast<std::size_t>(w.subject)]) : std::string{});
        cells.push_back(base::to_iso(w.from));
        cells.push_back(w.open_ended ? std::string{} : base::to_iso(w.to));
        cells.push_back(w.required ? bound_text(c.say, r.bound) : std::string{});
        cells.push_back(figure(w.required));
        cells.push_back(figure(w.done.low));
        cells.push_back(figure(w.done.high));
        cells.push_back(yes(w.done.about));
        cells.push_back(cell(state_text(c.say, w)));
        cells.push_back(w.pace ? cell(c.say(fmt::format("feeds.pace_{}", core::name(*w.pace)))) : std::string{});
        cells.push_back(yes(w.partial));
        end(std::move(cells), o, verdict, as_of);
    }

    // A reading without windows is shown as well: what nobody can judge must not look as if it were not there.
    void bare_row(const feed_owner& o, std::size_t n, core::verdict verdict, base::date as_of) {
        auto cells = begin(o, n);
        cells.resize(cells.size() + 8);
        cells.push_back(cell(c.say("feeds.state_cannot_be_judged")));
        cells.resize(cells.size() + 2);
        end(std::move(cells), o, verdict, as_of);
    }

    void add_lifetime(const feed_owner& o, std::vector<std::string>& cells) const {
        const auto life = o.life ? *o.life : ::reading::lifetime{};
        const auto day = [](const std::optional<base::date>& d) { return d ? base::to_iso(*d) : std::string{}; };
        cells.push_back(day(life.from));
        cells.push_back(day(life.to));
        cells.push_back(cell(life.replaces.value_or("")));
        cells.push_back(life.ended ? cell(ended_text(c.say, *life.ended)) : std::string{});
    }

    void end(std::vector<std::string> cells, const feed_owner& o, core::verdict verdict, base::date as_of) {
        cells.push_back(cell(c.say(fmt::format("feeds.verdict_{}", core::name(verdict)))));
        cells.push_back(base::to_iso(as_of));
        cells.push_back(yes(file.invented));
        if (lifetimes) add_lifetime(o, cells);
        add_row(out, cells);
    }
};

} // namespace

std::string csv(const page_context& c, const core::pledge_file& file, const core::document_state& state) {
    table t{c, file};
    t.heading();
    const auto owners = feed_owners(c.say, file.document);
    for (const auto& o : owners) {
        const auto* found = state.find(o.id);
        for (std::size_t n = 0; n < o.readings->size(); ++n) {
            const auto* r = found && n < found->readings.size() ? &found->readings[n] : nullptr;
            if (!r || r->windows.empty())
                t.bare_row(o, n, r ? r->verdict : core::verdict::cannot_be_judged, state.as_of);
            else
                for (const auto& w : r->windows)
                    t.window_row(o, n, w, r->verdict, state.as_of);
        }
    }
    return std::move(t.out);
}

} // namespace render
