#pragma once

#include "recipes.hpp"

#include "stats/survey/calibrate.hpp"
#include "stats/survey/design.hpp"

#include <functional>

namespace vectors {

// A group with the memory it needs; a column too.
struct group {
    levels of;
    explicit group(const std::vector<std::string>& values) : of(values) {}
    [[nodiscard]] stats::factor factor() const { return {of.code, of.count()}; }
};

// The simulated survey's respondents, those of some rounds and municipalities, with what their strata say of them.
struct respondents {
    const table* in = nullptr;     // svy_resp.csv, held by the survey_set
    std::vector<std::size_t> rows; // of it, in the order of their ids
    std::vector<std::string> area, age4, sex, stratum, round, muni;
    std::vector<double> population, weight;

    [[nodiscard]] std::size_t size() const { return rows.size(); }
    [[nodiscard]] std::vector<std::string> text(std::string_view name) const; // agesex and bornedu too
    [[nodiscard]] std::vector<double> numbers(std::string_view name) const;   // hi_q.., unsafe and sexK too
};

class survey_set {
  public:
    explicit survey_set(const set& from);
    [[nodiscard]] const std::vector<std::string>& rounds() const { return rounds_; }
    [[nodiscard]] const std::vector<std::string>& munis() const { return munis_; } // as the frame has them
    [[nodiscard]] const std::vector<std::string>& items() const { return items_; } // q01 …
    [[nodiscard]] respondents
    of(const std::function<bool(const std::string& round, const std::string& muni)>& wanted) const;
    [[nodiscard]] respondents of(const std::string& round, const std::string& muni) const;

    // The register's persons by one of the groups, in the order of its levels.
    [[nodiscard]] std::vector<double> totals(const std::string& round, const std::string& muni, const levels& of,
                                             std::string_view name) const;
    [[nodiscard]] std::vector<std::string> frame_levels(const std::string& round, const std::string& muni,
                                                        std::string_view name) const;

    // base, post, rake, calrake, greg, logit: as the manifest's calls make them.
    [[nodiscard]] stats::survey::design designed(const respondents& r, const std::string& name) const;

  private:
    table answers_, strata_, frame_;
    std::vector<std::string> rounds_, munis_, items_;
};

stats::survey::design base_design(const respondents& r);
std::vector<std::string> joined(const std::vector<std::string>& a, const std::vector<std::string>& b,
                                const char* by = ".");

void add_survey_means(recipes& all);
void add_survey_answers(recipes& all);
void add_survey_changes(recipes& all);
void add_awkward(recipes& all);

} // namespace vectors
