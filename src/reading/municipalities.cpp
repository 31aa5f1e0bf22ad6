#include "reading/municipalities.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <span>

namespace reading::municipality_data {
std::span<const base::embedded_file> files();
}

namespace reading {

namespace {

std::vector<municipality> parsed() {
    std::vector<municipality> all;
    for (const auto line : base::split(municipality_data::files().front().bytes, '\n')) {
        const auto cells = base::split(base::trimmed(line), ',');
        if (cells.size() == 4 && cells[0].size() == 4 && cells[0] != "code")
            all.push_back({cells[0], cells[1], cells[3]});
    }
    return all;
}

} // namespace

const std::vector<municipality>& all_municipalities() {
    static const auto all = parsed();
    return all;
}

} // namespace reading
