#include "figures/survey_standing.hpp"

#include "figures/survey_hiding.hpp"
#include "stats/disclosure/primary.hpp"

#include <cmath>

namespace figures {

namespace sdc = stats::disclosure;

std::vector<tally> tallied(const std::vector<double>& item, const std::vector<double>& weight,
                           const std::vector<grouping>& groups, std::size_t round) {
    std::size_t domains = 1;
    for (const auto& g : groups)
        domains += g.levels.size();
    std::vector<tally> out(domains);
    for (std::size_t i = 0; i < item.size(); ++i) {
        if (std::isnan(item[i])) continue;
        const double w = weight.empty() ? 1 : weight[i];
        const auto add = [&](tally& t) {
            t.answers += 1;
            t.counted += item[i];
            t.weight += w;
            t.squares += w * w;
        };
        add(out[0]);
        std::size_t first = 1;
        for (const auto& g : groups) {
            const auto code = g.rows[round].code[i];
            if (code >= 0) add(out[first + static_cast<std::size_t>(code)]);
            first += g.levels.size();
        }
    }
    return out;
}

base::result<std::vector<standing>> standings(const asked_item& it, const std::vector<tally>& domains,
                                              std::vector<kept_figure>* kept) {
    const auto& q = it.of;
    std::vector<standing> out;
    std::vector<char> guarded(domains.size());
    bool any = false;
    for (std::size_t d = 0; d < domains.size(); ++d) {
        const auto& t = domains[d];
        const auto shown = sdc::from_answers(t.answers, least_answers, enough_answers);
        if (t.answers == 0)
            out.push_back(standing::no_answers);
        else if (shown == sdc::shown_as::withheld)
            out.push_back(standing::few);
        else
            out.push_back(shown == sdc::shown_as::weak ? standing::weak : standing::plain);
        if (!q.sensitive || !q.is_share() || t.answers == 0) continue;
        guarded[d] = sdc::tells_of_few(t.answers, t.counted / t.answers) ? 1 : 0;
        any = any || guarded[d];
        if (guarded[d] && is_shown(out[d])) out[d] = standing::tells_of_few;
    }
    const bool keeps = kept && q.sensitive && q.is_share() && domains[0].answers > 0;
    if (!keeps && (!any || it.groups.empty())) return out;
    const auto hidden = hidden_domains(it, domains, guarded, keeps ? kept : nullptr);
    if (!hidden) return tl::unexpected(hidden.error());
    for (std::size_t d = 0; d < out.size(); ++d)
        if ((*hidden)[d] && is_shown(out[d])) out[d] = standing::protects;
    return out;
}

} // namespace figures
