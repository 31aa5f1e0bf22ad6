#include "base/translate.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <fmt/format.h>
#include <unicode/coll.h>
#include <unicode/decimfmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/listformatter.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <locale>
#include <span>
#include <stdexcept>

namespace base {

namespace texts {
std::span<const embedded_file> files();
}

namespace {

using messages = boost::locale::message_format<char>;

// British English: day before month, no comma before "and".
icu::Locale icu_locale(language l) { return l == language::sv ? icu::Locale{"sv", "SE"} : icu::Locale{"en", "GB"}; }

void require(UErrorCode code, const char* what) {
    if (U_FAILURE(code)) throw std::runtime_error(fmt::format("ICU: {}: {}", what, u_errorName(code)));
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::array<std::string, 12> month_names(const icu::Locale& where, icu::DateFormatSymbols::DtWidthType width) {
    UErrorCode code = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols{where, code};
    std::int32_t count = 0;
    const auto* names = symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width);
    require(code, "month names");
    if (count < 12) throw std::runtime_error("ICU: month names are missing");
    std::array<std::string, 12> out;
    const std::span all{names, static_cast<std::size_t>(count)};
    std::transform(all.begin(), all.begin() + 12, out.begin(), utf8);
    return out;
}

std::unique_ptr<icu::NumberFormat> number_format(const icu::Locale& where, language l) {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::NumberFormat> format{icu::NumberFormat::createInstance(where, code)};
    require(code, "number format");
    format->setMaximumFractionDigits(2);
    if (l != language::sv) return format;
    // Swedish typography wants a thin space in figures, which must not break: CLDR has the wide one.
    auto& decimal = dynamic_cast<icu::DecimalFormat&>(*format);
    icu::DecimalFormatSymbols symbols{*decimal.getDecimalFormatSymbols()};
    symbols.setSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol, icu::UnicodeString{u'\u202f'});
    decimal.setDecimalFormatSymbols(symbols);
    return format;
}

std::locale text_locale(language l) {
    boost::locale::gnu_gettext::messages_info info;
    info.language = std::string{code(l)};
    info.encoding = "UTF-8";
    info.domains.emplace_back("lofte");
    info.paths.emplace_back("."); // Boost asks for "./sv/LC_MESSAGES/lofte.mo"; the program holds "sv.mo"
    info.callback = [l](const std::string&, const std::string&) {
        for (const auto& file : texts::files())
            if (file.path == fmt::format("{}.mo", code(l)))
                return std::vector<char>{file.bytes.begin(), file.bytes.end()};
        return std::vector<char>{};
    };
    return std::locale{std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

} // namespace

std::string_view code(language l) { return l == language::sv ? "sv" : "en"; }

struct translator::parts {
    base::language language;
    std::locale locale;
    const messages& texts;
    std::array<std::string, 12> months, short_months;
    std::unique_ptr<icu::NumberFormat> numbers;
    std::unique_ptr<icu::ListFormatter> lists;
    std::unique_ptr<icu::Collator> collator;

    explicit parts(base::language l)
        : language{l}, locale{text_locale(l)}, texts{std::use_facet<messages>(locale)},
          months{month_names(icu_locale(l), icu::DateFormatSymbols::WIDE)},
          short_months{month_names(icu_locale(l), icu::DateFormatSymbols::ABBREVIATED)}, numbers{number_format(
                                                                                             icu_locale(l), l)} {
        UErrorCode error = U_ZERO_ERROR;
        lists.reset(icu::ListFormatter::createInstance(icu_locale(l), error));
        collator.reset(icu::Collator::createInstance(icu_locale(l), error));
        require(error, "lists and sorting");
    }

    const char* text(const std::string& key, std::optional<int> n) const {
        const char* found = n ? texts.get(0, nullptr, key.c_str(), *n) : nullptr;
        if (!found) found = texts.get(0, nullptr, key.c_str());
        if (!found) throw std::logic_error(fmt::format("no text in {} for the key \"{}\"", code(language), key));
        return found;
    }
};

translator::translator(base::language l) : parts_{std::make_unique<parts>(l)} {}
translator::~translator() = default;
translator::translator(translator&&) noexcept = default;
translator& translator::operator=(translator&&) noexcept = default;

base::language translator::language() const { return parts_->language; }

namespace {

std::string as_text(const translator& say, const message::argument& a) {
    struct {
        const translator& say;
        std::string operator()(const std::string& text) const {
            return has_control(text) ? control_shown(text) : text; // what somebody sent, said back
        }
        std::string operator()(std::int64_t n) const { return say.number(static_cast<double>(n)); }
        std::string operator()(double n) const { return say.number(n); }
        std::string operator()(base::date d) const { return say.date(d); }
        std::string operator()(const message& m) const { return say(m); }
    } visitor{say};
    return std::visit(visitor, a.value);
}

// What chooses the plural form. A fraction takes the form of many: "1,5 timmar".
std::optional<int> chooser(const message& m) {
    for (const auto& a : m.arguments) {
        if (a.name != "n") continue;
        if (const auto* whole = std::get_if<std::int64_t>(&a.value))
            return static_cast<int>(std::min<std::int64_t>(std::abs(*whole), 1'000'000));
        if (const auto* n = std::get_if<double>(&a.value)) return *n == 1.0 ? 1 : 2;
    }
    return std::nullopt;
}

// `put(name, out)` writes what fills a place; false where nothing does.
template <class Put>
std::string filled(std::string_view text, std::string_view key, Put&& put) {
    std::string out;
    out.reserve(text.size() + 32);
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        out += text.substr(at, (close == std::string_view::npos ? text.size() : open) - at);
        if (close == std::string_view::npos) break;
        const auto name = text.substr(open + 1, close - open - 1);
        if (!put(name, out))
            throw std::logic_error(fmt::format("the text of \"{}\" has a place {{{}}} that nothing fills", key, name));
        at = close + 1;
    }
    return out;
}

} // namespace

std::string translator::operator()(const message& m) const {
    return filled(parts_->text(m.key, chooser(m)), m.key, [&](std::string_view name, std::string& out) {
        const auto given =
            std::find_if(m.arguments.begin(), m.arguments.end(), [&](const auto& a) { return a.name == name; });
        if (given == m.arguments.end()) return false;
        out += as_text(*this, *given);
        return true;
    });
}

std::string translator::operator()(std::string_view key) const { return (*this)(key, {}); }

std::string translator::operator()(std::string_view key, words ready) const {
    return filled(parts_->text(std::string{key}, std::nullopt), key, [&](std::string_view name, std::string& out) {
        const auto given = std::find_if(ready.begin(), ready.end(), [&](const auto& one) { return one.first == name; });
        if (given == ready.end()) return false;
        out += given->second;
        return true;
    });
}

std::string translator::date(base::date d) const {
    return fmt::format("{} {} {}", day_of(d), parts_->months[month_of(d) - 1], year_of(d));
}

std::string translator::short_date(base::date d) const {
    return fmt::format("{} {} {}", day_of(d), parts_->short_months[month_of(d) - 1], year_of(d));
}

std::string translator::month(base::date d) const {
    return fmt::format("{} {}", parts_->months[month_of(d) - 1], year_of(d));
}

std::string translator::short_month(base::date d) const {
    std::string name = parts_->short_months[month_of(d) - 1];
    if (name.ends_with('.')) name.pop_back();
    return name;
}

std::string translator::number(double n) const {
    if (n >= 0 && n < 1000 && n == std::floor(n))
        return fmt::format("{}", static_cast<int>(n)); // the most common by far
    icu::UnicodeString out;
    parts_->numbers->format(n, out);
    return utf8(out);
}

std::string translator::list(const std::vector<std::string>& items) const {
    std::vector<icu::UnicodeString> converted;
    converted.reserve(items.size());
    for (const auto& item : items)
        converted.push_back(icu::UnicodeString::fromUTF8(item));
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString out;
    parts_->lists->format(converted.data(), static_cast<std::int32_t>(converted.size()), out, error);
    require(error, "list");
    return utf8(out);
}

bool translator::less(std::string_view a, std::string_view b) const {
    const auto piece = [](std::string_view s) {
        return icu::StringPiece{s.data(), static_cast<std::int32_t>(s.size())};
    };
    UErrorCode error = U_ZERO_ERROR;
    const auto order = parts_->collator->compareUTF8(piece(a), piece(b), error);
    require(error, "sorting");
    return order == UCOL_LESS;
}

} // namespace base
