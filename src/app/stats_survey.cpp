#include "app/commands.hpp"

#include "app/data.hpp"
#include "figures/survey_out.hpp"
#include "intake/table.hpp"

#include <ostream>

namespace app {
int stats_survey(program& p, const survey_options& o) {
    if (o.rank) return report(p, {base::problem_kind::forbidden, {"figures.no_ranking", {}}, "--rank"});
    const auto design = read_bytes(o.design);
    if (!design) return report(p, design.error());
    const auto plan = figures::parse_survey_plan(*design);
    if (!plan) return report(p, within(o.design, plan.error()));
    const auto bytes = read_bytes(o.answers);
    if (!bytes) return report(p, bytes.error());
    const auto answers = intake::read_table(*bytes);
    if (!answers) return report(p, within(o.answers, answers.error()));
    const auto told = figures::survey_figures(*plan, *answers, {o.items, o.by, o.round, o.since});
    if (!told) {
        const auto& at = told.error().field;
        if (at.starts_with("--")) return report(p, told.error());
        return report(p, within(at.empty() ? o.answers : o.design, told.error()));
    }
    if (p.json)
        p.out << figures::survey_json(*told, p.say) << '\n';
    else
        p.out << (o.csv ? figures::survey_csv(*told, p.say) : figures::survey_text(*told, p.say));
    return done;
}

} // namespace app
