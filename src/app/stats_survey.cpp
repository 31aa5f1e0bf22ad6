#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/durable_file.hpp"
#include "app/file_lock.hpp"
#include "figures/survey_out.hpp"
#include "intake/table.hpp"

#include <filesystem>
#include <ostream>

namespace app {
namespace {

// What the ledger has, held until the call has kept its own.
base::result<figures::survey_ledger> ledger_before(const std::string& path, file_lock& alone, bool& begins) {
    const auto taken = alone.take();
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken)
        return base::fail(base::problem_kind::conflict, {"cli.stats_ledger_busy", {{"path", path}}}, "--ledger");
    begins = !std::filesystem::exists(path);
    if (begins) return figures::survey_ledger{};
    const auto kept = read_bytes(path);
    if (!kept) return tl::unexpected(kept.error());
    auto before = figures::parse_survey_ledger(*kept);
    if (!before) return tl::unexpected(within(path, before.error()));
    return before;
}

} // namespace

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
    figures::survey_request asked{o.items, o.by, o.round, o.since};
    file_lock alone(o.ledger);
    bool begins = false;
    if (!o.ledger.empty()) {
        auto before = ledger_before(o.ledger, alone, begins);
        if (!before) return report(p, before.error());
        asked.ledger = *std::move(before);
    }
    const auto told = figures::survey_figures(*plan, *answers, asked);
    if (!told) {
        const auto& at = told.error().field;
        if (at.starts_with("--")) return report(p, told.error());
        return report(p, within(at.empty() ? o.answers : o.design, told.error()));
    }
    // Kept before anything is shown: what is shown and not kept could be given away by the next call.
    if (told->ledger && !told->ledger->of.empty()) {
        durable_file file(o.ledger);
        if (const auto opened = file.open(); !opened) return report(p, opened.error());
        file.add(figures::ledger_json(*told->ledger));
        if (const auto written = file.finish(); !written) return report(p, written.error());
        if (begins) warn(p, {"cli.stats_ledger_begun", {{"path", o.ledger}}});
    }
    if (p.json)
        p.out << figures::survey_json(*told, p.say) << '\n';
    else
        p.out << (o.csv ? figures::survey_csv(*told, p.say) : figures::survey_text(*told, p.say));
    return done;
}

} // namespace app
