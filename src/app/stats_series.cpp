#include "app/commands.hpp"

#include "app/data.hpp"
#include "figures/series_out.hpp"
#include "intake/table.hpp"

#include <ostream>

namespace app {

int stats_series(program& p, const series_options& o) {
    if (o.rank) return report(p, {base::problem_kind::forbidden, {"figures.no_ranking", {}}, "--rank"});
    const auto design = read_bytes(o.design);
    if (!design) return report(p, design.error());
    const auto plan = figures::parse_series_plan(*design);
    if (!plan) return report(p, within(o.design, plan.error()));
    const auto bytes = read_bytes(o.counts);
    if (!bytes) return report(p, bytes.error());
    const auto counts = intake::read_table(*bytes);
    if (!counts) return report(p, within(o.counts, counts.error()));
    const auto told = figures::series_figures(*plan, *counts, {o.items, o.began});
    if (!told) {
        const bool is_of_call = told.error().field.starts_with("--");
        return report(p, is_of_call ? told.error() : within(o.counts, told.error()));
    }
    if (p.json)
        p.out << figures::series_json(*told, p.say) << '\n';
    else
        p.out << (o.csv ? figures::series_csv(*told, p.say) : figures::series_text(*told, p.say));
    return done;
}

} // namespace app
