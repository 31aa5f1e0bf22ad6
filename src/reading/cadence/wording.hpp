#pragma once

#include <string>
#include <string_view>

// The engine's plain Swedish: why a reading is not measurable, and what is asked. They are part of the exchange
// format's answers, hence Swedish in every interface language.
namespace reading::wording {

using std::string_view;

constexpr string_view vague_count = "obestämt antal";
constexpr string_view no_number = "antalet är inte ifyllt";
constexpr string_view about_two = "ett par är ungefär två";
constexpr string_view shifts = "antalet arbetspass måste räknas";
constexpr string_view needs_list = "kräver en lista över tillfällena";
constexpr string_view possibility = "möjlighet, inget åtagande";
constexpr string_view effort_counted = "går att räkna, men bara strävan är utlovad";
constexpr string_view effort = "strävan, inget resultat att räkna";
constexpr string_view each_or_all = "en var eller en för alla?";
constexpr string_view impossible_date = "datumet finns inte";
constexpr string_view weekday_mismatch = "veckodag och datum stämmer inte överens";
constexpr string_view need = "inget antal, bara behov";
constexpr string_view request = "önskemålen måste räknas";
constexpr string_view vague = "inget antal";
constexpr string_view prompt = "ingen tidsgräns";
constexpr string_view baseline = "utgångsläge saknas";
constexpr string_view direction = "riktning utan mål, utgångsläge saknas";
constexpr string_view external = "datum för den yttre händelsen saknas";
constexpr string_view time_frame = "tidsram utan antal";
constexpr string_view year_frame = "bara tidsram: gjort eller inte gjort vid årets slut";
constexpr string_view schedule = "kan bara kontrolleras mot ett publicerat schema";
constexpr string_view hours_unknown = "tiderna står inte i texten";
constexpr string_view season_end = "sista dagen är inte känd";
constexpr string_view year_missing = "året står inte i texten";
constexpr string_view share_of_other = "del av ett annat antal";

constexpr string_view ask_subjects = "Gäller antalet var och en av {} eller alla tillsammans?";
constexpr string_view ask_impossible = "”{}” finns inte i kalendern. Vilken dag avses?";
constexpr string_view ask_weekday = "Veckodagen och datumet ”{}” stämmer inte överens. Vilket gäller?";
constexpr string_view ask_when = "När är sista dagen i ”{}”?";
constexpr string_view ask_year = "Vilket år gäller ”{}”?";
constexpr string_view not_measurable = "”{}” går inte att räkna: {}.";
constexpr string_view option_each = "var och en för sig";
constexpr string_view option_shared = "alla tillsammans";
constexpr string_view ask_parts = "Delarna i ”{}” blir inte summan. Vilket tal gäller?";
constexpr string_view ask_period = "Texten anger två olika slut: {}. Vilket gäller?";

// The sentence with its first {} filled.
inline std::string quoted(string_view sentence, string_view words) {
    const auto at = sentence.find("{}");
    return std::string{sentence.substr(0, at)} + std::string{words} + std::string{sentence.substr(at + 2)};
}

} // namespace reading::wording
