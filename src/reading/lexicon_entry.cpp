#include "reading/lexicon_entry.hpp"

#include "base/text.hpp"
#include "reading/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace reading {
namespace {

constexpr auto class_names = std::to_array<std::string_view>({
    "none_such",
    "bound",
    "few",
    "pair",
    "all",
    "fraction",
    "percent",
    "none",
    "need",
    "request",
    "vague",
    "prompt",
    "baseline",
    "lower",
    "effort",
    "possibility",
    "should",
    "shall",
    "additional",
    "preference",
    "external",
    "schedule_ask",
    "schedule_partly",
    "around_clock",
    "indicator",
    "milestone_verb",
    "latest",
    "within",
    "between",
    "item_length",
    "of_which",
    "grade",
    "grade_hint",
    "not_count_before",
    "not_count_after",
    "statistic",
    "not_promise",
    "validity",
    "otherwise",
    "result",
    "per",
    "together",
    "channel",
    "prep",
    "conj",
    "stop",
    "adjective",
    "abbreviation",
    "apiece",
    "shared_out",
    "severally",
    "excepted",
    "definite",
    "occasion",
    "occasion_short",
    "piece",
    "hours",
    "unit",
    "unit_compound",
    "span",
    "adverb",
    "every",
    "every_n",
    "ordinal",
    "average",
    "total",
    "joint",
    "window",
    "weekday",
    "weekday_stem",
    "weekday_short",
    "weekday_evening",
    "weekday_night",
    "weekday_morning",
    "month",
    "clock",
    "week_number",
    "to",
    "from",
    "minutes",
    "year_turn",
    "season_end",
    "quarter_name",
    "half_name",
    "third_name",
    "term_name",
    "over",
    "under",
    "more_than",
    "fewer_than",
    "group_of",
    "decade",
    "decade_suffix",
    "many",
    "until_further",
    "replaced",
    "extended",
    "from_now",
    "decision",
    "harm",
    "stative",
    "past",
    "actor",
    "plain",
    "number",
});
static_assert(class_names.size() == static_cast<std::size_t>(word_class::count_));

constexpr std::size_t highest_made_number = 199;

} // namespace

std::string_view name(word_class k) { return class_names[static_cast<std::size_t>(k)]; }

std::optional<word_class> class_named(std::string_view word) {
    const auto found = std::find(class_names.begin(), class_names.end(), word);
    if (found == class_names.begin() || found == class_names.end()) return std::nullopt;
    return static_cast<word_class>(found - class_names.begin());
}

std::optional<lexicon_entry> entry_of(std::string_view kind, std::string_view value) {
    const auto known = class_named(kind);
    if (!known) return std::nullopt;
    lexicon_entry entry;
    entry.value = value;
    entry.kind = *known;
    if (entry.kind == word_class::window) {
        for (const auto word : base::split(value, ' ')) {
            const auto w = parse_window(word);
            if (!w) return std::nullopt;
            entry.windows |= 1u << static_cast<unsigned>(w->kind);
        }
    } else if (entry.kind == word_class::unit || entry.kind == word_class::adverb) {
        entry.every = parse_recurrence(value);
        if (!entry.every) return std::nullopt;
    } else if (!value.empty()) {
        std::from_chars(value.data(), value.data() + value.size(), entry.number);
    }
    return entry;
}

void each_number_word(const std::function<void(std::string_view, const lexicon_entry&)>& keep_entry) {
    constexpr auto ones = std::to_array<std::string_view>(
        {"noll", "ett",  "två",  "tre",     "fyra",    "fem",    "sex",    "sju",     "åtta",  "nio",
         "tio",  "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"});
    constexpr auto tens = std::to_array<std::string_view>(
        {"tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"});
    const auto below_hundred = [&](std::size_t n) {
        if (n < 20) return std::string{ones[n]};
        return std::string{tens[n / 10 - 2]} + (n % 10 ? std::string{ones[n % 10]} : "");
    };
    const auto keep = [&](std::string_view word, double value) {
        lexicon_entry entry;
        entry.kind = word_class::number;
        entry.number = value;
        keep_entry(word, entry);
    };
    for (std::size_t n = 0; n <= highest_made_number; ++n) {
        const auto value = static_cast<double>(n);
        const auto rest = below_hundred(n % 100);
        if (n < 100) {
            keep(rest, value);
            if (n % 10 == 1 && n != 11) keep(n == 1 ? "en" : std::string{tens[n / 10 - 2]} + "en", value);
        } else {
            const auto tail = n == 100 ? "" : rest;
            keep("hundra" + tail, value);
            keep("etthundra" + tail, value);
        }
    }
    keep("halvannan", 1.5);
    keep("halvtannat", 1.5);
    keep("tusen", 1000);
    keep("ettusen", 1000);
    keep("tva", 2);
    keep("atta", 8);
}

} // namespace reading
