#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

// Invented surveys and counts of crimes, as large as the country's would be, for the statistics to be measured on.
namespace bench {

inline constexpr std::size_t ages = 4, sexes = 2, areas = 4, births = 6; // levels; a birth: born where, by education
inline constexpr std::size_t strata = ages * sexes;                      // of a municipality and round

struct survey_shape {
    std::size_t municipalities = 290;
    std::size_t rounds = 2;
    std::size_t answers = 200'000; // of all rounds
    std::size_t items = 60;
    std::size_t least = 160; // answers of a municipality in a round
};

// Rows of a municipality and round lie beside each other: those of the first round's municipalities in turn, then the
// next round's. Codes from 0.
struct survey {
    survey_shape shape;
    std::vector<std::size_t> begin; // (rounds × municipalities) + 1
    std::vector<std::int32_t> age, sex, area, birth, stratum;
    std::vector<double> weight, population;  // of the row's stratum: persons an answer stands for, and all there are
    std::vector<std::vector<double>> answer; // 0…6 of each item; about one of twenty is missing

    // Register totals of a municipality, the same in both rounds.
    struct totals {
        std::vector<double> stratum, area, birth;
    };
    std::vector<totals> register_of;

    [[nodiscard]] std::size_t rows() const { return weight.size(); }
};
survey invent_survey(const survey_shape& shape);

struct crimes {
    std::size_t municipalities = 290, types = 20, months = 180;
    std::vector<double> count; // month by month of each type in each municipality
    [[nodiscard]] std::size_t series() const { return municipalities * types; }
    [[nodiscard]] std::span<const double> of(std::size_t series) const { return {&count[series * months], months}; }
};
crimes invent_crimes();

// Columns as another program reads them without parsing: 32-bit numbers, −1 for a missing answer.
void write_columns(const survey& s, const crimes& c, const std::string& folder);

} // namespace bench
