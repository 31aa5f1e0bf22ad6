// All verdicts of the country, computed alone: bench_verdicts [municipalities] [measures] [years] [entries]
// The log stands in memory as core::done_entry before the clock starts; `made` is what turning log entries into those
// took, on the side. Prints one JSON object.
#include "core/plan.hpp"
#include "country.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <vector>

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct ready_pledge {
    reading::document document;
    std::vector<core::done_entry> done;
};

} // namespace

int main(int argc, char** argv) {
    support::country_shape shape;
    if (argc > 1) shape.municipalities = std::atoi(argv[1]);
    if (argc > 2) shape.measures = std::atoi(argv[2]);
    if (argc > 3) shape.years = std::atoi(argv[3]);
    if (argc > 4) shape.entries = std::atoi(argv[4]);

    std::vector<ready_pledge> country;
    std::size_t entries = 0;
    double made = 0;
    for (int k = 0; k < shape.municipalities; ++k) {
        auto pledge = support::make_pledge(shape, k);
        const auto start = std::chrono::steady_clock::now();
        auto done = core::done_entries(pledge.document, pledge.log);
        made += seconds_since(start);
        entries += done.size();
        country.push_back({std::move(pledge.document), std::move(done)});
    }

    const core::plan_settings settings;
    const auto as_of = base::last_of_year(2020 + shape.years);
    const auto start = std::chrono::steady_clock::now();
    std::size_t owners = 0;
    std::size_t windows = 0;
    std::size_t kept = 0;
    for (const auto& one : country) {
        const auto state = core::judge(one.document, one.done, {}, settings, as_of);
        owners += state.owners.size();
        for (const auto& owner : state.owners)
            for (const auto& reading : owner.readings) {
                windows += reading.windows.size();
                for (const auto& w : reading.windows)
                    kept += w.state == core::window_state::met ? 1 : 0;
            }
    }
    fmt::print("{{\"municipalities\":{},\"entries\":{},\"owners\":{},\"windows\":{},\"met\":{},\"seconds\":{:.3f},"
               "\"made\":{:.3f}}}\n",
               shape.municipalities, entries, owners, windows, kept, seconds_since(start), made);
    return owners > 0 ? 0 : 1;
}
