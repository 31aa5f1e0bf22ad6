#include "app/stats_calls.hpp"

#include <CLI/CLI.hpp>

namespace app::call {

void stats_calls::add_to(CLI::App& cli, declare& d) {
    auto* group = d.add_group(cli, "stats", d.say("cli.stats"));
    add_survey(*group, d);
    add_series(*group, d);
}

void stats_calls::add_survey(CLI::App& group, declare& d) {
    auto* c =
        d.add(group, "survey", d.say("cli.stats_survey"), [this](program& p) { return stats_survey(p, survey_); });
    c->add_option("--design", survey_.design, d.say("cli.stats_design"))->required();
    c->add_option("--answers", survey_.answers, d.say("cli.stats_answers"))->required();
    c->add_option("--items", survey_.items, d.say("cli.stats_items"))->delimiter(',');
    c->add_option("--by", survey_.by, d.say("cli.stats_by"))->delimiter(',');
    c->add_option("--round", survey_.round, d.say("cli.stats_round"));
    c->add_option("--change", survey_.since, d.say("cli.stats_change"));
    c->add_option("--ledger", survey_.ledger, d.say("cli.stats_ledger"));
    c->add_flag("--csv", survey_.csv, d.say("cli.stats_csv"));
    c->add_flag("--rank", survey_.rank, d.say("cli.stats_rank"));
}

void stats_calls::add_series(CLI::App& group, declare& d) {
    auto* c =
        d.add(group, "series", d.say("cli.stats_series"), [this](program& p) { return stats_series(p, series_); });
    with_counts(c, d);
    c->add_option("--items", series_.items, d.say("cli.stats_series_items"))->delimiter(',');
    c->add_option("--began", series_.began, d.say("cli.stats_began"));
    c->add_flag("--rank", series_.rank, d.say("cli.stats_rank"));
    with_counts(
        d.add(group, "funnel", d.say("cli.stats_funnel"), [this](program& p) { return stats_funnel(p, series_); }), d);
}

void stats_calls::with_counts(CLI::App* command, const declare& d) {
    command->add_option("--design", series_.design, d.say("cli.stats_series_design"))->required();
    command->add_option("--counts", series_.counts, d.say("cli.stats_counts"))->required();
    command->add_flag("--csv", series_.csv, d.say("cli.stats_csv"));
}

} // namespace app::call
