#include "reading/lint.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reading {
namespace {

std::vector<remark> placed(std::vector<remark> remarks, const std::string& at) {
    for (auto& r : remarks)
        r.at = at;
    return remarks;
}

void append(std::vector<remark>& to, std::vector<remark> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

remark lacking(lint_code code, std::string at) {
    const std::string key{name(code)};
    return {code, severity::serious, {}, {"lint.is_" + key, {}}, {"lint.try_" + key, {}}, std::move(at)};
}

// Where a person has said what the words mean, that can be checked, and is what is promised.
std::vector<remark> of_words(std::vector<remark> remarks, const std::vector<reading>& readings) {
    const auto is_countable = [](const reading& r) { return r.measurable == measurable::yes; };
    if (std::any_of(readings.begin(), readings.end(), is_countable))
        std::erase_if(remarks, [](const remark& r) {
            return r.severity == severity::serious &&
                   (r.code == lint_code::not_measurable || r.code == lint_code::as_needed ||
                    r.code == lint_code::no_number || r.code == lint_code::no_time);
        });
    return remarks;
}

bool has_words(const std::optional<std::string>& text) { return text && !text->empty(); }

} // namespace

std::vector<remark> lint(const document& d) {
    std::vector<remark> all;
    context known{.from = d.valid.from, .to = d.valid.to, .parties = {}};
    for (const auto& p : d.parties)
        known.parties.push_back(p.name);
    for (std::size_t i = 0; i < d.focus_areas.size(); ++i) {
        const auto& area = d.focus_areas[i];
        const bool has_rows =
            std::any_of(d.plan.begin(), d.plan.end(), [&](const auto& r) { return r.focus_area == area.id; });
        for (std::size_t j = 0; j < area.pledges.size(); ++j) {
            const auto& p = area.pledges[j];
            lint_context around;
            around.known = known;
            around.responsible = p.by;
            around.has_rows = has_rows;
            around.has_purpose = !d.aims.empty() || !area.background.empty();
            append(all, placed(of_words(lint(p.text, around), p.readings),
                               fmt::format("/focus_areas/{}/pledges/{}/text", i, j)));
        }
    }
    bool rows_say_follow_up = false;
    for (std::size_t i = 0; i < d.plan.size(); ++i) {
        const auto& row = d.plan[i];
        if (row.life.ended) continue; // nobody can better it
        lint_context around;
        around.is_row = true;
        around.known = known;
        around.when = row.when;
        around.responsible = row.responsible;
        append(all, placed(of_words(lint(row.what.empty() ? row.area : row.what, around), row.readings),
                           fmt::format("/plan/{}/what", i)));
        rows_say_follow_up = rows_say_follow_up || !row.follow_up.empty();
    }
    if (!has_words(d.follow_up.text) && d.follow_up.fora.empty() && d.follow_up.readings.empty() && !rows_say_follow_up)
        all.push_back(lacking(lint_code::no_follow_up, "/follow_up"));
    if (!has_words(d.feedback.text) && d.feedback.channels.empty() && d.feedback.readings.empty())
        all.push_back(lacking(lint_code::no_feedback, "/feedback"));
    return all;
}

} // namespace reading
