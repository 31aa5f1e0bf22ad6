#include "web/own_duties.hpp"

namespace web {
namespace {

constexpr base::days told_back{366}, told_ahead{400};

} // namespace

pledge_duties duties_of_pledge(db::reader& r, const core::pledge_file& file, base::date today) {
    pledge_duties all;
    all.rules = store::duty_rules_of(r, file.id);
    all.charges = store::duty_charges_of(r, file.id);
    const auto state = core::judge(file.document, file.log, file.reasons, file.settings, today);
    all.duties =
        core::duties_of(file, state, all.rules, store::duties_done(r, file.id), today - told_back, today + told_ahead);
    return all;
}

} // namespace web
