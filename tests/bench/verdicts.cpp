// All verdicts of the country, computed alone: bench_verdicts [municipalities] [measures] [years] [entries]
// Prints one JSON object.
#include "core/plan.hpp"
#include "country.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <vector>

int main(int argc, char** argv) {
    support::country_shape shape;
    if (argc > 1) shape.municipalities = std::atoi(argv[1]);
    if (argc > 2) shape.measures = std::atoi(argv[2]);
    if (argc > 3) shape.years = std::atoi(argv[3]);
    if (argc > 4) shape.entries = std::atoi(argv[4]);
    std::vector<support::made_pledge> country;
    for (int k = 0; k < shape.municipalities; ++k) country.push_back(support::make_pledge(shape, k));

    const core::plan_settings settings;
    const auto as_of = base::last_of_year(2020 + shape.years);
    const auto start = std::chrono::steady_clock::now();
    std::size_t owners = 0;
    std::size_t windows = 0;
    for (const auto& one : country) {
        const auto state = core::judge(one.document, one.log, {}, settings, as_of);
        owners += state.owners.size();
        for (const auto& owner : state.owners)
            for (const auto& reading : owner.readings) windows += reading.windows.size();
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    fmt::print("{{\"municipalities\":{},\"entries\":{},\"owners\":{},\"windows\":{},\"seconds\":{:.3f}}}\n",
               shape.municipalities, shape.entries, owners, windows, taken.count());
    return owners > 0 ? 0 : 1;
}
