#include "exchange/parse_reading.hpp"

#include <nlohmann/json.hpp>

namespace exchange {

using namespace reading;

namespace {

// Longer than any promise: a century in months.
constexpr int most_units = 1'200;

std::optional<amount> parse_count(const cursor& c) {
    const auto found = c.find("count");
    if (!found) return std::nullopt;
    if (found->value().is_number()) {
        const double n = found->as_number().value_or(0);
        return amount{n, n};
    }
    if (!found->value().is_array() || found->value().size() != 2) {
        found->refuse(what("count"));
        return std::nullopt;
    }
    std::vector<double> ends;
    found->each_item([&](const cursor& end) { ends.push_back(end.as_number().value_or(0)); });
    if (ends.size() == 2 && ends[0] <= ends[1]) return amount{ends[0], ends[1]};
    found->refuse(what("count"));
    return std::nullopt;
}

std::optional<recurrence> parse_every(const cursor& c) {
    const auto found = c.find("every");
    if (!found) return std::nullopt;
    const auto every = found->value().is_string() ? parse_recurrence(found->as_text()) : std::nullopt;
    const auto* d = every ? std::get_if<duration>(&*every) : nullptr;
    if (!every || (d && d->n > most_units)) found->refuse(one_of("every", words_of<span_word>()));
    return every;
}

std::optional<duration> parse_within(const cursor& c) {
    const auto found = c.find("within");
    if (!found) return std::nullopt;
    const auto within = found->value().is_string() ? parse_duration(found->as_text()) : std::nullopt;
    if (!within || within->n > most_units * 24) found->refuse(what("within"));
    return within;
}

std::vector<window> parse_windows(const cursor& c) {
    std::vector<window> out;
    c.each("window", [&](const cursor& item) {
        const auto w = item.value().is_string() ? parse_window(item.as_text()) : std::nullopt;
        if (w)
            out.push_back(*w);
        else
            item.refuse(one_of("window", words_of<window_kind>().first(static_cast<std::size_t>(window_kind::time))));
    });
    return out;
}

std::optional<subjects> parse_subjects(const cursor& c) {
    const bool each = c.find("each").has_value();
    if (!c.value().is_object() || each == c.find("shared").has_value()) {
        c.refuse(what("per"));
        return std::nullopt;
    }
    return subjects{each ? subjects::sharing::each : subjects::sharing::shared, c.texts(each ? "each" : "shared")};
}

std::optional<subjects> parse_per(const cursor& c) {
    const auto found = c.find("per");
    return found ? parse_subjects(*found) : std::nullopt;
}

span parse_span(const cursor& c) {
    const auto found = c.find("span");
    if (!found) return {};
    const auto& v = found->value();
    const auto fits = [](const auto& n) { return n.is_number_unsigned(); };
    if (!v.is_array() || v.size() != 2 || !fits(v[0]) || !fits(v[1]) || v[0] > v[1]) {
        found->refuse(what("span"));
        return {};
    }
    return {v[0].get<std::size_t>(), v[1].get<std::size_t>()};
}

// By its form: the answer stands where the question's pointer says, and that place takes one form only.
decltype(question_option::value) parse_answer(const cursor& c) {
    const auto found = c.find("value");
    if (!found) return std::monostate{};
    const auto& v = found->value();
    if (v.is_array()) {
        std::vector<::reading::reading> readings;
        found->each_item([&](const cursor& item) { readings.push_back(parse_reading(item)); });
        return readings;
    }
    if (v.is_string()) {
        if (const auto d = base::parse_iso_date(found->as_text())) return *d;
        return found->as_text();
    }
    if (v.is_object() && v.empty()) return std::monostate{};
    if (v.is_object() && (v.contains("each") || v.contains("shared")))
        return parse_subjects(*found).value_or(subjects{});
    if (v.is_object() && (v.contains("from") || v.contains("to"))) return parse_validity(*found);
    found->refuse(what("answer"));
    return std::monostate{};
}

} // namespace

::reading::reading parse_reading(const cursor& c) {
    if (!c.is_object()) return {};
    ::reading::reading r;
    r.text = c.text_or("text", "");
    r.span = parse_span(c);
    r.bound = c.word_or("bound", bound::at_least);
    r.stated = c.flag("stated", false);
    r.count = parse_count(c);
    r.measure = c.word_or("measure", measure::occasions);
    r.unit = c.maybe_text("unit");
    r.every = parse_every(c);
    r.aggregate = c.word_or("aggregate", aggregate::each);
    r.windows = parse_windows(c);
    r.per = parse_per(c);
    r.deadline = c.date("deadline");
    r.within = parse_within(c);
    r.working_days = c.flag("working_days", false);
    r.additional = c.flag("additional", false);
    r.modality = c.word_or("modality", modality::shall);
    r.schedulable = c.flag("schedulable", true);
    r.measurable = c.word_or("measurable", measurable::yes);
    r.reason = c.text_or("reason", "");
    return r;
}

std::vector<::reading::reading> parse_readings(const cursor& owner) {
    std::vector<::reading::reading> out;
    owner.each("readings", [&](const cursor& item) { out.push_back(parse_reading(item)); });
    return out;
}

validity parse_validity(const cursor& c) {
    if (!c.is_object()) return {};
    const validity v{c.date("from"), c.date("to"), c.flag("until_replaced", false), c.flag("extendable", false)};
    const auto to = c.find("to");
    if (to && v.from && v.to && *v.to < *v.from) to->refuse({"exchange.what_later_date", {{"from", *v.from}}});
    return v;
}

question parse_question(const cursor& c) {
    if (!c.is_object()) return {};
    question q;
    q.code = c.word<question_code>("code");
    q.at = c.text("at");
    q.message = c.text("message");
    c.each("options", [&](const cursor& option) {
        if (option.is_object()) q.options.push_back({option.text("label"), parse_answer(option)});
    });
    q.span = parse_span(c);
    return q;
}

quantity parse_quantity(const cursor& c) {
    if (!c.is_object()) return {};
    quantity q;
    q.low = c.number("low");
    q.high = c.number("high");
    q.about = c.flag("about", false);
    q.unit = c.maybe_text("unit");
    c.each("parts", [&](const cursor& part) { q.parts.push_back(part.as_number().value_or(0)); });
    q.parts_agree = c.flag("parts_agree", true);
    return q;
}

} // namespace exchange
