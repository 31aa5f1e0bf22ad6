#pragma once

#include "reading/document_parties.hpp"

#include <array>
#include <optional>
#include <utility>

namespace reading::doc {

// Words that name a source by themselves.
inline constexpr std::array<std::pair<tag, basis_kind>, 6> plain_sources{{
    {tag::basis_web, basis_kind::web_survey},
    {tag::basis_survey, basis_kind::resident_survey},
    {tag::basis_staff, basis_kind::staff_dialogue},
    {tag::basis_dialogue, basis_kind::resident_dialogue},
    {tag::basis_statistics, basis_kind::crime_statistics},
    {tag::basis_walk, basis_kind::safety_walk},
}};

// Whether the word at i names one.
bool names_source(const manuscript& text, std::size_t i);

// From which year each source is, as the sentences tell it one after the other.
class basis_years {
  public:
    explicit basis_years(const manuscript& text) : t_{text} {}

    // The year right behind the name, else the one that the sentence gives before it.
    std::optional<int> year_of(range name, range sentence) const;
    // The last year that was told before, or where the sentence tells one itself.
    void keep(range sentence);

  private:
    bool is_parted(std::size_t year, std::size_t name, range s) const;

    const manuscript& t_;
    std::optional<int> told_; // by the sentences before
};

} // namespace reading::doc
