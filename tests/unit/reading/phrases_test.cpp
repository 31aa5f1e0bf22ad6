#include "base/text.hpp"
#include "reading/names.hpp"
#include "reading/read.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace reading;

struct phrase {
    std::string text, expected;
    context known;
};

std::vector<phrase> phrases() {
    std::vector<phrase> all;
    std::ifstream file{LOFTE_SOURCE_DIR "/tests/unit/reading/phrases.tsv"};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto columns = base::split(line, '\t');
        phrase p{std::string{columns[0]}, std::string{columns.at(1)}, {}};
        if (columns.size() > 2) {
            p.known.from = base::parse_iso_date(columns[2].substr(0, 10));
            p.known.to = base::parse_iso_date(columns[2].substr(12));
        }
        all.push_back(std::move(p));
    }
    return all;
}

std::string count_text(const ::reading::reading& r) {
    if (!r.count) return "-";
    const auto* sign = r.bound == bound::about     ? "~"
                       : r.bound == bound::at_most ? "<="
                       : r.bound == bound::exactly ? "="
                                                   : ">=";
    const auto number = r.count->low == r.count->high ? fmt::format("{}", r.count->low)
                                                      : fmt::format("{}-{}", r.count->low, r.count->high);
    return (r.stated ? sign : "") + number;
}

template <class E>
std::string word(E value) {
    return std::string{words_of<E>()[static_cast<std::size_t>(value)]};
}

std::string summary(const ::reading::reading& r) {
    auto out = count_text(r);
    if (r.measure != measure::occasions) out += ' ' + word(r.measure);
    if (r.every) out += ' ' + to_text(*r.every);
    if (r.count && r.aggregate == aggregate::total) out += " sum";
    if (r.count && r.aggregate == aggregate::average) out += " avg";
    if (r.count && r.aggregate == aggregate::interval) out += " gap";
    std::string windows;
    for (const auto& w : r.windows)
        windows += (windows.empty() ? "" : " ") + to_text(w);
    if (!windows.empty()) out += " [" + windows + ']';
    if (r.per) out += ' ' + word(r.per->kind) + '(' + fmt::format("{}", fmt::join(r.per->members, ",")) + ')';
    if (r.deadline) out += " by " + base::to_iso(*r.deadline);
    if (r.within) out += " within " + to_text(*r.within);
    if (r.working_days) out += " working";
    if (r.additional) out += " additional";
    if (r.modality != modality::shall) out += ' ' + word(r.modality);
    if (!r.schedulable) out += " unscheduled";
    if (r.measurable != measurable::yes) out += ' ' + word(r.measurable);
    return out;
}

class read_phrase : public testing::TestWithParam<phrase> {};

TEST_P(read_phrase, as_a_careful_reader_does) {
    std::string all;
    for (const auto& r : read_cadence(GetParam().text, GetParam().known).readings)
        all += (all.empty() ? "" : " | ") + summary(r);
    EXPECT_EQ(all.empty() ? "none" : all, GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(table, read_phrase, testing::ValuesIn(phrases()));

} // namespace
