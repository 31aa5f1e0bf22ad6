#include "base/text.hpp"
#include "reading/read.hpp"
#include "reading/summary.hpp"

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

class read_phrase : public testing::TestWithParam<phrase> {};

TEST_P(read_phrase, as_a_careful_reader_does) {
    EXPECT_EQ(summary(read_cadence(GetParam().text, GetParam().known).readings), GetParam().expected)
        << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(table, read_phrase, testing::ValuesIn(phrases()));

} // namespace
