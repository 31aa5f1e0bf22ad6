#pragma once

#include "base/date.hpp"
#include "core/plan.hpp"
#include "reading/reading.hpp"

#include <cstdint>
#include <vector>

// Swedish days: public holidays by rule, terms, and the part of the calendar that a reading's `window` names.
namespace core {

// Sunday of Easter, Gregorian (the anonymous algorithm of Nature, 1876).
base::date easter_sunday(int year);

// The public holidays of the act 1989:253, in the order of the year. National day is one from 2005; Whit Monday until
// 2004.
std::vector<base::date> public_holidays(int year);

// The eves that the Annual Leave Act (1977:480, 3 a §) sets equal to a Sunday: Midsummer, Christmas and New Year's Eve.
std::vector<base::date> eves(int year);

enum class term_part { none, spring, autumn };
term_part term_of(base::date d, const plan_settings& settings);

// Flags of every day of a span, made once a document.
class day_table {
  public:
    day_table(base::date from, base::date to);
    base::date from() const { return from_; }
    bool is_public_holiday(base::date d) const { return (flags(d) & holiday) != 0; }
    bool is_eve(base::date d) const { return (flags(d) & eve) != 0; }

  private:
    enum flag : std::uint8_t { holiday = 1, eve = 2 };
    std::uint8_t flags(base::date d) const;
    void mark(const std::vector<base::date>& days, flag f);

    base::date from_;
    std::vector<std::uint8_t> flags_;
};

// "helg", "vardag", "högtid", "fredag": a window that the calendar alone settles by the day.
bool is_kind_of_day(::reading::window_kind k);

// Which days a reading's sub-windows leave. Clock windows (evening, night, morning, time) are believed: no day is
// refused for them. Days of the week, weekend, weekday, holiday and listed days widen each other ("helger och
// riskkvällar"); seasons, too; the season, "helgfri" and the days narrow each other.
class day_filter {
  public:
    day_filter(const ::reading::reading& reading, const plan_settings& settings, const day_table& days);

    bool any() const { return days_of_week_ || seasons_ || no_holidays_ || risk_ || events_; } // false: all days count
    bool has_season() const { return seasons_; }
    bool needs_risk_list() const { return risk_; }
    bool needs_event_list() const { return events_; }

    bool counts(base::date d) const;
    // Some day from … to counts. `unknown`: only days of a year that lacks its list could.
    bool leaves_a_day(base::date from, base::date to, bool& unknown) const;
    // Only the seasons, terms and weeks: the stretch of the year that the reading runs over.
    bool in_season(base::date d) const;
    // Half or more of a stretch of the season (a summer, weeks 35–40) lies in these days.
    bool holds_a_season(base::date from, base::date to) const;
    // Days from … to in the season; all of them where the reading names none.
    int days_in_season(base::date from, base::date to) const;
    // The list that the reading needs has something in these years.
    bool has_list_for(base::date from, base::date to) const;

  private:
    bool in_days(base::date d) const;
    bool in_lists(base::date d) const;

    const ::reading::reading& reading_;
    const plan_settings& settings_;
    const day_table& days_;
    bool days_of_week_ = false; // some window names days
    bool seasons_ = false;      // … or a season, the terms or weeks
    bool no_holidays_ = false;  // … or days that are no holidays
    bool late_ = false;         // evening or night: Friday belongs to the weekend
    bool risk_ = false;
    bool events_ = false;
    std::vector<int> risk_years_, event_years_; // those that the lists have something in
};

} // namespace core
