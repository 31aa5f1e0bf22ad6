#include "app/lexicon.hpp"

#include "app/data.hpp"
#include "base/text.hpp"
#include "reading/read.hpp"
#include "reading/summary.hpp"

#include <fmt/format.h>

#include <istream>
#include <iterator>
#include <ostream>

namespace app {
namespace {

enum class kind { cadence, period, quantity };

std::optional<kind> kind_named(std::string_view line) {
    if (line == "[cadence]") return kind::cadence;
    if (line == "[period]") return kind::period;
    if (line == "[quantity]") return kind::quantity;
    return std::nullopt;
}

std::string read(kind what, std::string_view text, const reading::context& known, const reading::manner& how) {
    switch (what) {
    case kind::cadence:
        return reading::summary(reading::read_cadence(text, known, how).readings);
    case kind::period:
        return reading::summary(reading::read_period(text, known, how).valid);
    case kind::quantity:
        break;
    }
    const auto q = reading::read_quantity(text, how).quantity;
    return q ? reading::summary(*q) : "none";
}

// "2024-01-01..2026-12-31"
std::optional<reading::context> known_of(std::string_view text) {
    const auto dots = text.find("..");
    if (dots == text.npos) return std::nullopt;
    reading::context known{base::parse_iso_date(text.substr(0, dots)), base::parse_iso_date(text.substr(dots + 2)), {}};
    if (!known.from && !known.to) return std::nullopt;
    return known;
}

class tester {
  public:
    tester(program& p, const std::string& file, const reading::manner& how) : p_{p}, file_{file}, how_{how} {}

    int run(std::string_view bytes) {
        for (auto line : base::split(bytes, '\n')) {
            ++number_;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (base::trimmed(line).empty() || line.front() == '#') continue;
            if (line.front() == '[') {
                const auto what = kind_named(base::trimmed(line));
                if (!what) return fault({"lexicon.bad_section", {{"text", std::string{line}}}});
                kind_ = *what;
                continue;
            }
            if (const auto wrong = phrase(base::split(line, '\t'))) return *wrong;
        }
        p_.out << p_.say({"lexicon.told", {{"right", right_}, {"n", count_}}}) << '\n';
        return right_ == count_ ? done : answer_is_no;
    }

  private:
    int fault(const base::message& what) {
        warn(p_, {"lexicon.fault", {{"place", fmt::format("{}:{}", file_, number_)}, {"what", what}}});
        return bad_input;
    }

    std::optional<int> phrase(const std::vector<std::string_view>& columns) {
        if (columns.size() > 3)
            return fault({"lexicon.phrase_columns", {{"n", static_cast<std::int64_t>(columns.size())}}});
        reading::context known;
        if (columns.size() == 3) {
            const auto said = known_of(columns[2]);
            if (!said) return fault({"lexicon.bad_known", {{"text", std::string{columns[2]}}}});
            known = *said;
        }
        const auto got = read(kind_, columns[0], known, how_);
        const auto truth = columns.size() > 1 ? base::trimmed(columns[1]) : std::string_view{};
        const base::message::argument line{"line", number_}, text{"text", std::string{columns[0]}};
        if (truth.empty()) {
            p_.out << p_.say({"lexicon.no_truth", {line, text}}) << '\n' << "    " << got << '\n';
            return std::nullopt;
        }
        ++count_;
        if (got == truth) {
            ++right_;
            return std::nullopt;
        }
        p_.out << p_.say({"lexicon.differs", {line, text}}) << '\n'
               << "    " << p_.say({"lexicon.read_as", {{"got", got}}}) << '\n'
               << "    " << p_.say({"lexicon.should_be", {{"truth", std::string{truth}}}}) << '\n';
        return std::nullopt;
    }

    program& p_;
    const std::string& file_;
    const reading::manner how_;
    kind kind_ = kind::cadence;
    std::int64_t number_ = 0, count_ = 0, right_ = 0;
};

} // namespace

int lexicon_test(program& p, const std::string& file, const std::string& folder) {
    std::unique_ptr<const reading::tables> changed;
    if (!folder.empty() && !(changed = tables_of(p, folder))) return bad_input;
    const auto bytes = file == "-" ? base::result<std::string>{std::string{std::istreambuf_iterator<char>{p.in}, {}}}
                                   : read_bytes(file);
    if (!bytes) return report(p, bytes.error());
    return tester{p, file, {changed.get(), nullptr}}.run(*bytes);
}

} // namespace app
