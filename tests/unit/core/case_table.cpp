#include "case_table.hpp"

#include "base/text.hpp"
#include "base/translate.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace cases {
namespace {

using base::trimmed;

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (const auto part : base::split(text, ' '))
        if (!trimmed(part).empty()) words.emplace_back(trimmed(part));
    return words;
}

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> items;
    for (const auto part : base::split(text, ','))
        items.emplace_back(part);
    return items;
}

base::date day(std::string_view text) {
    const auto d = base::parse_iso_date(text);
    if (!d) throw std::runtime_error(fmt::format("no date: \"{}\"", text));
    return *d;
}

struct range_text {
    std::string low, high;
    bool is_range = false;
};
range_text range_of(const std::string& text) {
    const auto dots = text.find("..");
    if (dots == std::string::npos) return {text, text, false};
    return {text.substr(0, dots), text.substr(dots + 2), true};
}

core::date_range dates(const std::string& text) {
    const auto r = range_of(text);
    return {day(r.low), day(r.high), {}};
}

void read_amount(const std::string& word, reading::quantity& q) {
    auto text = word;
    if (text.starts_with("~")) {
        q.about = true;
        text.erase(0, 1);
    }
    if (text.ends_with("%")) {
        q.unit = "procent";
        text.pop_back();
    }
    const auto r = range_of(text);
    if (!r.low.empty()) q.low = std::stod(r.low);
    if (!r.high.empty()) q.high = std::stod(r.high);
}

core::log_entry read_entry(std::string_view text, std::int64_t row) {
    const auto words = split_words(text);
    if (words.size() < 2) throw std::runtime_error(fmt::format("an entry needs a day and an amount: \"{}\"", text));
    core::log_entry e;
    e.row = row;
    e.id = fmt::format("e{}", row);
    e.owner = "m1";
    e.done_on = day(words[0]);
    read_amount(words[1], e.amount);
    for (std::size_t i = 2; i < words.size(); ++i) {
        const auto& w = words[i];
        if (w.starts_with("for="))
            e.subject = w.substr(4);
        else if (w.starts_with("h="))
            e.hours = std::stod(w.substr(2));
        else if (w.starts_with("r="))
            e.reading = std::stoi(w.substr(2)) - 1;
        else
            throw std::runtime_error(fmt::format("unknown word in an entry: \"{}\"", w));
    }
    return e;
}

std::pair<unsigned, unsigned> month_day(const std::string& text) {
    return {static_cast<unsigned>(std::stoul(text.substr(0, 2))), static_cast<unsigned>(std::stoul(text.substr(3, 2)))};
}

void read_setting(const std::string& word, core::plan_settings& s) {
    const auto equals = word.find('=');
    const auto name = word.substr(0, equals);
    const auto value = word.substr(equals + 1);
    const auto r = range_of(value);
    if (name == "reporting") {
        s.reporting_days = std::stoi(value);
    } else if (name == "tolerance") {
        s.about_tolerance = std::stod(value);
    } else if (name == "spring") {
        s.spring_from = month_day(r.low);
        s.spring_to = month_day(r.high);
    } else if (name == "autumn") {
        s.autumn_from = month_day(r.low);
        s.autumn_to = month_day(r.high);
    } else {
        throw std::runtime_error(fmt::format("unknown setting: \"{}\"", word));
    }
}

void read_validity(const std::string& text, one_case& c) {
    const auto r = range_of(text);
    if (!r.low.empty()) c.document.valid.from = day(r.low);
    if (!r.high.empty()) c.document.valid.to = day(r.high);
}

void read_lifetime(const std::string& text, one_case& c) {
    const auto r = range_of(text);
    auto& life = c.document.plan[0].life;
    if (!r.low.empty()) life.from = day(r.low);
    if (!r.high.empty()) life.to = day(r.high);
}

void read_dispute(const std::string& text, one_case& c) {
    reading::question q{.code = reading::question_code::period_conflict, .at = "/valid", .message = "", .options = {}};
    for (const auto option : base::split(text, '|')) {
        const auto r = range_of(std::string{trimmed(option)});
        reading::validity v;
        if (!r.low.empty()) v.from = day(r.low);
        if (!r.high.empty()) v.to = day(r.high);
        q.options.push_back({"", v});
    }
    c.document.questions.push_back(std::move(q));
}

void read_list(const std::string& text, one_case& c) {
    const auto words = split_words(text);
    auto& list = words.at(0) == "risk"    ? c.settings.risk_weekends
                 : words.at(0) == "event" ? c.settings.events
                                          : c.settings.school_breaks;
    for (std::size_t i = 1; i < words.size(); ++i)
        list.push_back(dates(words[i]));
}

expected_window read_expected(const std::string& text) {
    if (text == "…") return {1, true, {}};
    const auto times = text.find(" × ");
    if (times != std::string::npos) return {std::stoi(text.substr(0, times)), false, text.substr(times + 4)};
    return {1, false, text};
}

class case_reader {
  public:
    std::vector<one_case> take() {
        finish();
        return std::move(cases_);
    }

    void line(std::string_view raw, int number) {
        const auto text = std::string{trimmed(raw)};
        if (text.empty() || text.starts_with("#")) return;
        if (text.starts_with("== ")) {
            finish();
            now_.emplace();
            now_->name = text.substr(3);
            now_->line = number;
            now_->document.plan.push_back({.id = "m1", .area = "", .focus_area = {}, .what = "", .when = ""});
            return;
        }
        if (!now_) throw std::runtime_error("a case begins with \"== \"");
        const bool continued = raw.starts_with("  ");
        const auto space = text.find(' ');
        if (!continued) label_ = text.substr(0, space);
        auto rest = continued ? text : std::string{trimmed(text.substr(std::min(space, text.size())))};
        value(rest, continued);
    }

  private:
    void value(const std::string& rest, bool continued) {
        auto& c = *now_;
        if (label_ == "löfte")
            c.document.plan[0].readings.push_back(parse_reading(rest));
        else if (label_ == "giltigt")
            read_validity(rest, c);
        else if (label_ == "raden")
            read_lifetime(rest, c);
        else if (label_ == "tvist")
            read_dispute(rest, c);
        else if (label_ == "logg")
            read_log(rest);
        else if (label_ == "lista")
            read_list(rest, c);
        else if (label_ == "inställning")
            for (const auto& w : split_words(rest))
                read_setting(w, c.settings);
        else if (label_ == "per")
            c.as_of = day(rest);
        else if (label_ == "fönster")
            read_window(rest, continued);
        else if (label_ == "läge")
            c.standing = rest;
        else if (label_ == "bedömning")
            c.verdict = rest;
        else if (label_ == "mening")
            c.sentence = rest;
        else if (label_ == "räkning")
            c.arithmetic.push_back(rest);
        else
            throw std::runtime_error(fmt::format("unknown label \"{}\"", label_));
    }

    void read_log(const std::string& rest) {
        for (const auto entry : base::split(rest, '|'))
            if (!trimmed(entry).empty())
                now_->log.push_back(read_entry(trimmed(entry), static_cast<std::int64_t>(now_->log.size()) + 1));
    }

    void read_window(std::string rest, bool continued) {
        if (!continued) {
            reading_ = 0;
            if (rest.size() > 2 && rest[1] == ' ') {
                reading_ = static_cast<std::size_t>(rest[0] - '1');
                rest = rest.substr(2);
            }
        }
        if (now_->windows.size() <= reading_) now_->windows.resize(reading_ + 1);
        now_->windows[reading_].push_back(read_expected(rest));
    }

    void finish() {
        if (now_) cases_.push_back(std::move(*now_));
        now_.reset();
    }

    std::vector<one_case> cases_;
    std::optional<one_case> now_;
    std::string label_;
    std::size_t reading_ = 0;
};

std::string number(double n) { return fmt::format("{}", std::round(n * 1000) / 1000); }

std::string window_difference(const core::reading_state& got, const reading::reading& r,
                              const std::vector<expected_window>& expected) {
    std::size_t at = 0;
    for (const auto& e : expected) {
        if (e.any_rest) return {};
        for (int i = 0; i < e.repeat; ++i, ++at) {
            if (at >= got.windows.size()) return fmt::format("  expected one more window: {}\n", e.words);
            const auto words = words_of(got.windows[at], r);
            const auto is_short = e.words.find("..") == std::string::npos; // "8 × met"
            const auto state = std::string{words.substr(words.find(' ', words.find(' ') + 1) + 1)};
            if ((is_short ? state : words) != e.words)
                return fmt::format("  window {}: expected {}\n            got      {}\n", at + 1, e.words, words);
        }
    }
    if (at < got.windows.size())
        return fmt::format("  {} windows more than expected, the first: {}\n", got.windows.size() - at,
                           words_of(got.windows[at], r));
    return {};
}

template <class E, std::size_t N>
std::string named(E value, const std::array<std::string_view, N>& words) {
    return std::string{words[static_cast<std::size_t>(value)]};
}

constexpr std::array<std::string_view, 7> states{
    "not_due", "open", "met", "missed", "uncertain", "no_requirement", "cannot_be_judged"};
constexpr std::array<std::string_view, 4> paces{"on_pace", "ahead", "behind", "at_risk"};
constexpr std::array<std::string_view, 5> verdicts{"kept", "not_kept", "partly", "ongoing", "cannot_be_judged"};
constexpr std::array<std::string_view, 5> standings{"keeping", "behind", "missed", "done", "cannot_be_judged"};

void read_option(reading::reading& r, const std::string& word) {
    const auto equals = word.find('=');
    const auto name = word.substr(0, equals);
    const auto value = equals == std::string::npos ? std::string{} : word.substr(equals + 1);
    if (name == "window") {
        for (const auto& w : listed(value))
            r.windows.push_back(reading::parse_window(w).value());
    } else if (name == "each" || name == "shared") {
        r.per = reading::subjects{
            name == "each" ? reading::subjects::sharing::each : reading::subjects::sharing::shared, listed(value)};
    } else if (name == "deadline") {
        r.deadline = day(value);
    } else if (name == "within") {
        r.within = reading::parse_duration(value);
    } else if (name == "unscheduled") {
        r.schedulable = false;
    } else if (name == "additional") {
        r.additional = true;
    } else if (const auto m = reading::named<reading::modality>(name)) {
        r.modality = *m;
    } else if (name == "measurable") {
        r.measurable = reading::named<reading::measurable>(value).value();
    } else if (const auto what = reading::named<reading::measure>(name)) {
        r.measure = *what;
    } else {
        throw std::runtime_error(fmt::format("unknown word in a reading: \"{}\"", word));
    }
}

} // namespace

reading::reading parse_reading(std::string_view words) {
    reading::reading r;
    r.stated = true;
    auto all = split_words(words);
    std::size_t at = 0;
    if (all.at(0) == "no_count") {
        at = 1;
    } else {
        r.bound = reading::named<reading::bound>(all.at(0)).value();
        const auto n = range_of(all.at(1));
        r.count = reading::amount{std::stod(n.low), std::stod(n.high)};
        at = 2;
    }
    for (; at < all.size(); ++at) {
        if (const auto every = reading::parse_recurrence(all[at]))
            r.every = every;
        else if (const auto how = reading::named<reading::aggregate>(all[at]))
            r.aggregate = *how;
        else
            read_option(r, all[at]);
    }
    return r;
}

std::vector<one_case> parse(std::string_view text) {
    case_reader reader;
    int number = 0;
    for (const auto line : base::split(text, '\n')) {
        ++number;
        try {
            reader.line(line, number);
        } catch (const std::exception& e) {
            throw std::runtime_error(fmt::format("line {}: {}", number, e.what()));
        }
    }
    return reader.take();
}

std::string blocks_of(std::string_view markdown) {
    std::string out;
    bool inside = false;
    for (const auto line : base::split(markdown, '\n')) {
        if (line.starts_with("```")) {
            inside = !inside && line.starts_with("```exempel");
            continue;
        }
        if (inside) out += std::string{line} + "\n";
    }
    return out;
}

std::string words_of(const core::window_result& w, const reading::reading& r) {
    std::string out = base::to_iso(w.from) + ".." + (w.open_ended ? "" : base::to_iso(w.to));
    const double low = w.done.low.value_or(0);
    out += " " + number(low);
    if (!w.done.high)
        out += "..";
    else if (*w.done.high != low)
        out += ".." + number(*w.done.high);
    out += "/" + (w.required ? number(*w.required) : std::string{"-"});
    out += " " + named(w.state, states);
    if (w.pace) out += " " + named(*w.pace, paces);
    if (w.reporting) out += " reporting";
    if (w.partial) out += " cut";
    if (w.subject >= 0) out += " for=" + r.per->members.at(static_cast<std::size_t>(w.subject));
    if (!w.outside.empty()) out += fmt::format(" outside={}", w.outside.size());
    return out;
}

std::string difference(const one_case& c) {
    const auto state = core::judge(c.document, c.log, {}, c.settings, c.as_of);
    const auto* owner = state.find("m1");
    if (!owner) return "  the owner is not judged\n";
    std::string out;
    for (std::size_t i = 0; i < c.windows.size(); ++i)
        if (!c.windows[i].empty())
            out += window_difference(owner->readings.at(i), c.document.plan[0].readings.at(i), c.windows[i]);
    const auto standing = named(owner->standing, standings);
    const auto verdict = named(owner->verdict, verdicts);
    if (c.standing && *c.standing != standing)
        out += fmt::format("  standing: expected {}, got {}\n", *c.standing, standing);
    if (c.verdict && *c.verdict != verdict) out += fmt::format("  verdict: expected {}, got {}\n", *c.verdict, verdict);
    if (c.sentence) {
        const auto sentence = base::translator{base::language::sv}(owner->sentence);
        if (sentence != *c.sentence)
            out += fmt::format("  sentence: expected {}\n            got      {}\n", *c.sentence, sentence);
    }
    for (const auto& line : c.arithmetic) {
        bool said = false;
        for (const auto& r : owner->readings)
            for (const auto& m : r.arithmetic)
                said = said || base::translator{base::language::sv}(m) == line;
        if (!said) out += fmt::format("  no line of arithmetic: {}\n", line);
    }
    return out;
}

} // namespace cases
