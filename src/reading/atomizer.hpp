#pragma once

#include "reading/atoms.hpp"

#include <utility>

namespace reading {

// One pass over the tokens. Each `…_at(i)` pushes at most one atom and answers the token after it, 0 where token i
// begins no such thing. Dates and times stand in atomizer_times.cpp.
class atomizer {
  public:
    atomizer(token_list tokens, const lexicon& words) : lexicon_{words}, tokens_{parted(std::move(tokens))} {}
    atom_list run() &&;

  private:
    struct day_of_month {
        int day = 0, month = 0, year = 0; // 0: not written
        std::size_t end = 0;              // token after it; 0: none here
    };
    struct clock_time {
        int minutes = 0;
        std::size_t end = 0;
        bool with_minutes = false;
    };

    token_list parted(token_list tokens) const;
    std::size_t step(std::size_t i);
    std::size_t word_at(std::size_t i);
    std::size_t number_at(std::size_t i);
    std::size_t ordinal_at(std::size_t i);
    std::size_t code_at(std::size_t i);
    std::size_t amount_at(std::size_t from, double value, std::size_t next);
    std::size_t range_end(std::size_t at, double low) const;

    std::size_t date_at(std::size_t i);
    std::size_t months_at(std::size_t i);
    std::size_t years_at(std::size_t i);
    std::size_t weeks_at(std::size_t from, std::size_t i);
    std::size_t listed_week_at(std::size_t i);
    std::size_t clock_at(std::size_t i, bool after_clock_word);
    std::size_t hours_of_day_at(std::size_t i);
    bool names_a_day(std::size_t back) const;
    bool runs_over(std::size_t line_break) const;
    double and_a_half(std::size_t* next) const;

    day_of_month iso_date(std::size_t i) const;
    day_of_month short_iso_date(std::size_t i) const;
    day_of_month slash_date(std::size_t i) const;
    day_of_month written_date(std::size_t i) const;
    clock_time time_of_day(std::size_t i) const;
    int month_of(std::size_t i, std::size_t* length) const;
    int year_of(std::size_t i) const;
    bool is_date_start(std::size_t i) const;
    std::size_t push_date(std::size_t from, const day_of_month& d);

    bool is_mark(std::size_t i, std::string_view mark, bool tight = false) const;
    bool is_number(std::size_t i, bool tight = false) const;
    const lexicon::match& longest_at(std::size_t i) const; // until the next call
    const lexicon_entry* known_as(std::size_t i, word_class k, std::size_t* length = nullptr) const;
    bool last_is(word_class k) const;
    double plain_number(std::size_t i) const;
    static double long_number(std::string_view word);
    atom& push(atom_kind kind, std::size_t from, std::size_t to);

    const lexicon& lexicon_;
    token_list tokens_;
    std::vector<atom> atoms_;
    // Each rule asks what stands at the same word.
    mutable std::size_t asked_at_ = static_cast<std::size_t>(-1);
    mutable lexicon::match asked_;
};

} // namespace reading
