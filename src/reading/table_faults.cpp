#include "reading/document_lexicon.hpp"
#include "reading/lexicon_entry.hpp"
#include "reading/table_lines.hpp"
#include "reading/tables.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace reading {
namespace {

constexpr std::size_t longest_structure_word = 60; // bytes

// What the second column of a class may hold; classes that are not named here hold nothing.
struct values_of_class {
    word_class kind;
    std::vector<std::string_view> words; // empty: a number
    bool may_be_empty = false;
};

const std::vector<values_of_class>& values() {
    static const std::vector<values_of_class> all{
        {word_class::bound, {"at_least", "at_most", "exactly", "about"}},
        {word_class::latest, {"end", "before"}},
        {word_class::conj, {"and", "or"}},
        {word_class::unit_compound, {"month", "week", "day"}},
        {word_class::vague, {"loose"}, true},
        {word_class::statistic, {"trend", "event", "label"}, true},
        {word_class::not_promise, {"place"}, true},
        {word_class::harm, {"flow"}, true},
        {word_class::average, {"P1Y"}, true},
        {word_class::every, {}},
        {word_class::every_n, {}},
        {word_class::ordinal, {}},
        {word_class::pair, {}},
        {word_class::all, {}},
        {word_class::fraction, {}},
        {word_class::month, {}},
        {word_class::weekday, {}},
        {word_class::weekday_stem, {}},
        {word_class::weekday_short, {}},
        {word_class::weekday_evening, {}},
        {word_class::weekday_night, {}},
        {word_class::weekday_morning, {}},
        {word_class::quarter_name, {}},
        {word_class::half_name, {}},
        {word_class::third_name, {}},
        {word_class::term_name, {}},
        {word_class::group_of, {}},
        {word_class::decade, {}},
    };
    return all;
}

bool is_number(std::string_view text) {
    double n = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
    return end.ec == std::errc{} && end.ptr == text.data() + text.size();
}

// What is wrong with a value of a class; nullopt: nothing.
std::optional<base::message> wrong_value(std::string_view kind, std::string_view value) {
    const std::string said{value}, of{kind};
    const auto known = class_named(kind);
    if (known == word_class::unit || known == word_class::adverb) {
        if (entry_of(kind, value)) return std::nullopt;
        return base::message{"lexicon.no_recurrence", {{"value", said}}};
    }
    if (known == word_class::window) {
        if (entry_of(kind, value)) return std::nullopt;
        return base::message{"lexicon.no_window", {{"value", said}}};
    }
    const auto rule = std::find_if(values().begin(), values().end(), [&](const auto& v) { return v.kind == known; });
    if (rule == values().end()) {
        if (value.empty()) return std::nullopt;
        return base::message{"lexicon.value_not_wanted", {{"class", of}, {"value", said}}};
    }
    if (value.empty() && rule->may_be_empty) return std::nullopt;
    if (rule->words.empty()) {
        if (is_number(value)) return std::nullopt;
        return base::message{"lexicon.number_wanted", {{"class", of}, {"value", said}}};
    }
    if (std::find(rule->words.begin(), rule->words.end(), value) != rule->words.end()) return std::nullopt;
    std::string may;
    for (const auto word : rule->words)
        may += (may.empty() ? "" : ", ") + std::string{word};
    return base::message{"lexicon.value_wanted", {{"class", of}, {"value", said}, {"known", may}}};
}

std::size_t letters_apart(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto before = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto here = std::min({row[j] + 1, row[j + 1] + 1, before + (a[i] != b[j])});
            before = std::exchange(row[j + 1], here);
        }
    }
    return row.back();
}

std::string nearest(std::string_view said, const std::vector<std::string_view>& names) {
    return std::string{*std::min_element(
        names.begin(), names.end(), [&](auto a, auto b) { return letters_apart(said, a) < letters_apart(said, b); })};
}

class checker {
  public:
    explicit checker(const table_file& file, std::map<std::string, std::string>& seen) : file_{file}, seen_{seen} {}

    std::vector<table_fault> run() {
        if (!base::is_valid_utf8(file_.bytes)) {
            fault(0, {"lexicon.not_utf8", {}});
            return std::move(faults_);
        }
        each_line(file_.bytes, [this](std::size_t number, std::string_view line) {
            number_ = number;
            holds_structure(file_.name) ? structure(line) : phrases(line);
        });
        return std::move(faults_);
    }

  private:
    void fault(std::size_t line, base::message text) { faults_.push_back({file_.name, line, std::move(text)}); }
    void fault(base::message text) { fault(number_, std::move(text)); }

    bool has_columns(const std::vector<std::string_view>& columns, std::size_t wanted) {
        if (columns.size() == wanted) return true;
        fault({wanted == 3 ? "lexicon.three_columns" : "lexicon.two_columns",
               {{"n", static_cast<std::int64_t>(columns.size())}}});
        return false;
    }

    void phrases(std::string_view line) {
        const auto columns = base::split(line, '\t');
        if (!has_columns(columns, 3)) return;
        if (!class_named(columns[0])) {
            std::vector<std::string_view> names;
            for (int k = 1; k < static_cast<int>(word_class::count_); ++k)
                names.push_back(name(static_cast<word_class>(k)));
            return fault(
                {"lexicon.no_class", {{"class", std::string{columns[0]}}, {"near", nearest(columns[0], names)}}});
        }
        if (auto wrong = wrong_value(columns[0], columns[1])) return fault(*std::move(wrong));
        forms(columns[2], std::string{columns[0]}, std::string{columns[1]});
    }

    void structure(std::string_view line) {
        const auto columns = base::split(line, '\t');
        if (!has_columns(columns, 2)) return;
        if (!doc::tag_named(columns[0])) {
            std::vector<std::string_view> names;
            for (int t = 0; t < static_cast<int>(doc::tag::count); ++t)
                names.push_back(name(static_cast<doc::tag>(t)));
            return fault(
                {"lexicon.no_class", {{"class", std::string{columns[0]}}, {"near", nearest(columns[0], names)}}});
        }
        forms(columns[1], std::string{columns[0]}, "");
    }

    void forms(std::string_view all, const std::string& kind, const std::string& value) {
        bool any = false;
        each_form(all, [&](std::string_view form) {
            any = true;
            this->form(form, kind, value);
        });
        if (!any) fault({"lexicon.no_form", {}});
    }

    void form(std::string_view form, const std::string& kind, const std::string& value) {
        const std::string said{form};
        if (base::lower(form) != form)
            return fault({"lexicon.capital", {{"form", said}, {"small", base::lower(form)}}});
        const auto letters = form.size() - form.starts_with('*') - (form.size() > 1 && form.ends_with('*'));
        if (letters == 0 || form.substr(1, form.size() - 2).find('*') != form.npos ||
            (form.starts_with('*') && form.ends_with('*')))
            return fault({"lexicon.stars", {{"form", said}}});
        if (holds_structure(file_.name)) {
            if (form.find(' ') != form.npos) return fault({"lexicon.one_word", {{"form", said}}});
            if (form.size() > longest_structure_word) return fault({"lexicon.long_word", {{"form", said}}});
            return;
        }
        if (form.find('*') != form.npos && form.find(' ') != form.npos)
            return fault({"lexicon.star_of_several", {{"form", said}}});
        // Of two lines of a class the first alone is heard.
        const auto key = kind + '\t' + said;
        const auto [before, is_new] = seen_.emplace(key, value);
        if (!is_new && before->second != value)
            fault({"lexicon.other_value", {{"form", said}, {"class", kind}, {"value", before->second}}});
    }

    const table_file& file_;
    std::map<std::string, std::string>& seen_; // form of a class → its value
    std::vector<table_fault> faults_;
    std::size_t number_ = 0;
};

} // namespace

std::vector<table_fault> faults_of(const std::vector<table_file>& files) {
    std::vector<table_fault> all;
    std::map<std::string, std::string> seen;
    for (const auto& file : files)
        for (auto& fault : checker{file, seen}.run())
            all.push_back(std::move(fault));
    return all;
}

} // namespace reading
