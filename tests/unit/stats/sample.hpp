#pragma once

#include "stats/survey/calibrate.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

// A made-up survey: three strata, clusters within them and persons within those, two margins, a number, an item with
// answers missing and two groups, one of which not everybody belongs to. Always the same for the same seed.
struct sample {
    std::vector<std::int32_t> stratum, unit, second, sex, area, group;
    std::vector<double> weight, population, second_population, y, number;

    explicit sample(unsigned seed = 1, int persons = 240) {
        std::mt19937 draw(seed);
        const auto up_to = [&](int n) { return static_cast<std::int32_t>(draw() % static_cast<unsigned>(n)); };
        for (int i = 0; i < persons; ++i) {
            stratum.push_back(up_to(3));
            unit.push_back(up_to(8));
            second.push_back(up_to(4));
            sex.push_back(up_to(2));
            area.push_back(up_to(4));
            group.push_back(up_to(5) - 1);
            weight.push_back(3 + stratum.back() * 2 + (seed % 2 == 0 ? up_to(4) : 0));
            population.push_back(20 + 10 * stratum.back());
            second_population.push_back(9);
            number.push_back(up_to(50) / 10.0);
            y.push_back(up_to(10) == 0 ? stats::missing : up_to(7) + 0.25 * sex.back());
        }
    }

    [[nodiscard]] stats::factor by_sex() const { return {sex, 2}; }
    [[nodiscard]] stats::factor by_area() const { return {area, 4}; }
    [[nodiscard]] stats::factor by_group() const { return {group, 4}; }

    [[nodiscard]] stats::survey::design stratified() const {
        return stats::survey::design::make({.stratum = {stratum, 3}, .weight = weight}).value();
    }
    [[nodiscard]] stats::survey::design clustered() const {
        return stats::survey::design::make(
                   {.stratum = {stratum, 3}, .unit = {unit, 8}, .weight = weight, .population = population})
            .value();
    }
    [[nodiscard]] stats::survey::design two_stages() const {
        return stats::survey::design::make({.stratum = {stratum, 3},
                                            .unit = {unit, 8},
                                            .second = {second, 4},
                                            .weight = weight,
                                            .population = population,
                                            .second_population = second_population})
            .value();
    }

    // What the register would say if the sample were short of women and of the first area.
    std::vector<double> sex_totals{700, 620}, area_totals{400, 300, 320, 300}, number_totals{3400};
    [[nodiscard]] stats::survey::calibration margins() const {
        return {.margins = {{by_sex(), sex_totals}, {by_area(), area_totals}}, .numbers = {}, .number_totals = {}};
    }
    [[nodiscard]] stats::survey::calibration margins_and_number() const {
        return {.margins = {{by_sex(), sex_totals}, {by_area(), area_totals}},
                .numbers = {number},
                .number_totals = number_totals};
    }

    // The same persons in another order.
    [[nodiscard]] sample shuffled() const {
        std::vector<std::size_t> order(y.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), std::mt19937(99));
        sample out = *this;
        const auto move = [&](auto& to, const auto& from) {
            for (std::size_t i = 0; i < order.size(); ++i)
                to[i] = from[order[i]];
        };
        move(out.stratum, stratum), move(out.unit, unit), move(out.second, second), move(out.sex, sex);
        move(out.area, area), move(out.group, group), move(out.weight, weight), move(out.population, population);
        move(out.second_population, second_population), move(out.y, y), move(out.number, number);
        return out;
    }
};
