#include "core/counted_noun.hpp"

#include <array>

namespace core {
namespace {

// How the last part of a compound ends, of one and of several. Nouns that have one form for both are left out.
struct forms {
    std::string_view one, several;
};
constexpr std::array nouns{
    forms{"kontroll", "kontroller"},   forms{"patrull", "patruller"}, forms{"insats", "insatser"},
    forms{"aktivitet", "aktiviteter"}, forms{"träff", "träffar"},     forms{"dialog", "dialoger"},
    forms{"kontakt", "kontakter"},     forms{"möte", "möten"},        forms{"tillfälle", "tillfällen"},
    forms{"ställe", "ställen"},        forms{"ärende", "ärenden"},    forms{"kampanj", "kampanjer"},
    forms{"kväll", "kvällar"},         forms{"dag", "dagar"},         forms{"natt", "nätter"},
    forms{"helg", "helger"},           forms{"vecka", "veckor"},      forms{"timme", "timmar"},
    forms{"gång", "gånger"},           forms{"rond", "ronder"},       forms{"runda", "rundor"},
    forms{"skola", "skolor"},          forms{"klass", "klasser"},     forms{"elev", "elever"},
    forms{"person", "personer"},       forms{"ungdom", "ungdomar"},   forms{"butik", "butiker"},
    forms{"krog", "krogar"},           forms{"grupp", "grupper"},     forms{"kurs", "kurser"},
    forms{"åtgärd", "åtgärder"},       forms{"rapport", "rapporter"}, forms{"enkät", "enkäter"},
    forms{"konferens", "konferenser"}, forms{"ning", "ningar"},       forms{"ring", "ringar"},
    forms{"ling", "lingar"},           forms{"ktion", "ktioner"},     forms{"ation", "ationer"},
};

} // namespace

std::string noun_for(double n, std::string_view unit) {
    if (unit.find(' ') != unit.npos) return std::string{unit};
    for (const auto& [one, several] : nouns) {
        const auto& from = n == 1 ? several : one;
        const auto& to = n == 1 ? one : several;
        if (unit.ends_with(from)) return std::string{unit.substr(0, unit.size() - from.size())}.append(to);
    }
    return std::string{unit};
}

} // namespace core
