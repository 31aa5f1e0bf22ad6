#include "app/commands.hpp"

#include "app/data.hpp"
#include "figures/funnel_out.hpp"
#include "figures/series_out.hpp"
#include "intake/table.hpp"

#include <ostream>

namespace app {
namespace {

struct counts_file {
    figures::series_plan plan;
    base::table counts;
};

base::result<counts_file> read_counts(const series_options& o) {
    const auto design = read_bytes(o.design);
    if (!design) return tl::unexpected(design.error());
    auto plan = figures::parse_series_plan(*design);
    if (!plan) return tl::unexpected(within(o.design, plan.error()));
    const auto bytes = read_bytes(o.counts);
    if (!bytes) return tl::unexpected(bytes.error());
    auto counts = intake::read_table(*bytes);
    if (!counts) return tl::unexpected(within(o.counts, counts.error()));
    return counts_file{std::move(*plan), std::move(*counts)};
}

// A problem of the table, of the call (--items), or of a member of the design file.
int report_in(program& p, const series_options& o, const base::problem& problem) {
    if (problem.field.starts_with("--")) return report(p, problem);
    return report(p, within(problem.field.empty() ? o.counts : o.design, problem));
}

} // namespace

int stats_series(program& p, const series_options& o) {
    if (o.rank) return report(p, {base::problem_kind::forbidden, {"figures.no_ranking_of_counts", {}}, "--rank"});
    const auto file = read_counts(o);
    if (!file) return report(p, file.error());
    const auto told = figures::series_figures(file->plan, file->counts, {o.items, o.began});
    if (!told) return report_in(p, o, told.error());
    if (p.json)
        p.out << figures::series_json(*told, p.say) << '\n';
    else
        p.out << (o.csv ? figures::series_csv(*told, p.say) : figures::series_text(*told, p.say));
    return done;
}

int stats_funnel(program& p, const series_options& o) {
    const auto file = read_counts(o);
    if (!file) return report(p, file.error());
    const auto told = figures::funnel_figures(file->plan, file->counts);
    if (!told) return report_in(p, o, told.error());
    if (p.json)
        p.out << figures::funnel_json(*told, p.say) << '\n';
    else
        p.out << (o.csv ? figures::funnel_csv(*told, p.say) : figures::funnel_text(*told, p.say));
    return done;
}

} // namespace app
