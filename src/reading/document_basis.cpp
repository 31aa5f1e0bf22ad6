#include "reading/document_basis.hpp"

#include "reading/document_basis_years.hpp"
#include "reading/document_dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reading::doc {

namespace {

constexpr std::size_t sentence_reach = 60; // words back to the year that a sentence begins with
constexpr std::size_t web_reach = 12;      // words from a survey's name to where it stood
constexpr std::size_t most_between = 3;    // words from "sin" to "lägesbild"
constexpr std::size_t made_reach = 7;      // words from "polisen" to "lägesbild"
constexpr std::size_t ground_reach = 12;   // words from "bygger" to "samtalen"
constexpr std::size_t owner_reach = 6;     // words from "polisens" to "lägesbild"
constexpr std::size_t most_short = 6;      // words of "Vi har frågat er."

constexpr std::array<std::pair<tag, basis_kind>, 6> plain_kinds{{
    {tag::basis_web, basis_kind::web_survey},
    {tag::basis_survey, basis_kind::resident_survey},
    {tag::basis_staff, basis_kind::staff_dialogue},
    {tag::basis_dialogue, basis_kind::resident_dialogue},
    {tag::basis_statistics, basis_kind::crime_statistics},
    {tag::basis_walk, basis_kind::safety_walk},
}};

class basis_finder {
  public:
    basis_finder(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                 const std::vector<bool>& area_sections)
        : t_{text}, doc_{doc}, roles_{roles}, area_sections_{area_sections} {
        first_area_ = static_cast<std::size_t>(std::find(area_sections.begin(), area_sections.end(), true) -
                                               area_sections.begin());
    }

    std::vector<found_basis> run() {
        // The one region that is a municipality.
        for (const auto& s : doc_.sentences)
            for (auto i = s.words.first; i + 1 < s.words.last && !gotland_; ++i)
                gotland_ = t_.is(i, "region") && t_.is(i + 1, "gotland");
        for (std::size_t i = 0; i < doc_.sentences.size(); ++i) {
            const auto& s = doc_.sentences[i];
            const bool item = doc_.blocks[s.block].kind == block_kind::bullet;
            listed_ = item ? listed_ && s.section == list_section_ : lists_basis(i);
            list_section_ = s.section;
            if (roles_[i].follow_up || !((item && listed_) || tells_basis(i))) continue;
            asked_by_survey_ = is_told_by_next(i);
            read(s.words);
            for (auto k = s.words.first; k < s.words.last; ++k)
                if (is_lone_year(t_, k, s.words)) told_year_ = static_cast<int>(t_[k].value);
        }
        return std::move(found_);
    }

  private:
    bool tells_basis(std::size_t i) const {
        const auto& kinds = doc_.sections[doc_.sentences[i].section].kinds;
        if (has(kinds, section_kind::basis))
            return doc_.sections[doc_.sentences[i].section].parent == doc_.sentences[i].section ||
                   !area_sections_[doc_.sections[doc_.sentences[i].section].parent];
        if (looks_back(t_, doc_.sections[doc_.sentences[i].section].heading)) return false;
        if (area_sections_[doc_.sections[doc_.sentences[i].section].parent] || has(kinds, section_kind::contact) ||
            has(kinds, section_kind::follow_up) || has(kinds, section_kind::feedback))
            return false;
        // An item of a list of pledges is one.
        if (has(kinds, section_kind::pledges) && (doc_.sections[doc_.sentences[i].section].leads ||
                                                  doc_.blocks[doc_.sentences[i].block].kind == block_kind::bullet))
            return false;
        // What is told before the first area is told as its ground.
        const auto s = doc_.sentences[i].words;
        return find_promise_verb_free(s) && (t_.any(s, tag::ground) || introduces(i));
    }

    // "Löftet bygger på:" above a list.
    bool lists_basis(std::size_t i) const {
        const auto s = doc_.sentences[i].words;
        return t_.is(s.last - 1, ":") && t_.any(s, tag::ground) && find_promise_verb_free(s) &&
               !t_.any(s, tag::area_noun);
    }

    // "Vi har frågat er. 412 svarade på enkäten.": the survey is how one asked.
    bool is_told_by_next(std::size_t i) const {
        const auto& s = doc_.sentences[i];
        if (s.words.size() > most_short || i + 1 >= doc_.sentences.size() || doc_.sentences[i + 1].block != s.block)
            return false;
        const auto& next = doc_.sentences[i + 1].words;
        return t_.any(next, tag::basis_web) || t_.any(next, tag::basis_survey);
    }

    bool introduces(std::size_t i) const {
        const auto section = doc_.sentences[i].section;
        const auto& kinds = doc_.sections[section].kinds;
        const bool before_areas = section < first_area_ && !has(kinds, section_kind::plan) &&
                                  !has(kinds, section_kind::validity) && !roles_[i].feedback;
        const bool item = doc_.blocks[doc_.sentences[i].block].kind == block_kind::bullet;
        const auto s = doc_.sentences[i].words;
        return before_areas && !item && (names_survey(s) || t_.any(s, tag::basis_picture));
    }

    bool names_survey(range s) const {
        return std::any_of(plain_kinds.begin(), plain_kinds.end(), [&](const auto& k) { return t_.any(s, k.first); });
    }

    // A promise to hold dialogues tells nothing of what the picture was built on.
    bool find_promise_verb_free(range s) const { return !t_.any(s, tag::modal) && !t_.any(s, tag::pledge_verb); }

    void read(range s) {
        for (auto i = s.first; i < s.last; ++i) {
            for (const auto& [word, kind] : plain_kinds)
                if (t_.has(i, word)) {
                    const bool on_web = kind == basis_kind::resident_survey && stands_on_web(i, s);
                    const bool staff = kind == basis_kind::resident_dialogue && is_of_staff(i, s);
                    if (kind == basis_kind::resident_dialogue && is_with_staff(i, s)) break;
                    add(on_web ? basis_kind::web_survey : staff ? basis_kind::staff_dialogue : kind, {i, i + 1}, s);
                    break;
                }
            if (t_.has(i, tag::basis_council) || (t_.has(i, tag::council_of) && i + 1 < s.last && is_council(i + 1)))
                add(basis_kind::crime_prevention_council, {i, t_.has(i, tag::basis_council) ? i + 1 : i + 2}, s);
            if (t_.has(i, tag::basis_picture)) pictures(i, s), own_picture(i, s), made_picture(i, s);
            // "medborgar- och medarbetardialog", "dialog med invånare", "öppna möten".
            if (t_.is(i, "medborgar-") || t_.is(i, "invånar-") || stem_before_dash(i, s)) shared_ending(i, s);
            if (t_.has(i, tag::basis_talk) && !asked_by_survey_) dialogue_with(i, s), dialogue_at(i, s);
            // "medarb.dialog"
            if (t_.folded(i).starts_with("medarb") && i + 2 < s.last && t_.is(i + 1, ".") &&
                t_.folded(i + 2).starts_with("dialog"))
                add(basis_kind::staff_dialogue, {i, i + 3}, s);
            // "det som de som arbetar i verksamheterna har berättat"
            if ((t_.is(i, "arbetar") || t_.is(i, "jobbar")) && i > s.first + 1 && t_.is(i - 1, "som") &&
                (t_.is(i - 2, "de") || t_.is(i - 2, "dem")))
                add(basis_kind::staff_dialogue, {i - 2, i + 1}, s);
            // "Medarbetare inom skola och socialtjänst har lämnat sina iakttagelser"
            if ((t_.is(i, "medarbetare") || t_.folded(i).ends_with("personal")) && are_heard(i, s))
                add(basis_kind::staff_dialogue, {i, i + 1}, s);
            if (t_.is(i, "lägesbild") || t_.is(i, "lägesbilder") || t_.is(i, "lägesbilden")) pictures_behind(i, s);
            // "Polisen mätte tryggheten"
            if (t_.folded(i).starts_with("mätt") && i + 1 < s.last && t_.folded(i + 1).starts_with("trygghet"))
                add(basis_kind::resident_survey, {i, i + 2}, s);
            // "Många stannade till och pratade", "90 personer kom och berättade"
            if ((t_.is(i, "stannade") || t_.is(i, "kom")) &&
                stands_within(i, s, {"pratade", "talade", "berättade", "samtalade"}))
                add(basis_kind::resident_dialogue, {i, i + 1}, s);
            // "I höstas knackade vi dörr", "vad poliserna själva ser"
            if (t_.folded(i).starts_with("knacka") && stands_within(i, s, {"dörr", "dörrar"}))
                add(basis_kind::resident_dialogue, {i, i + 1}, s);
            if (t_.has(i, tag::police) && is_what(i, s) &&
                stands_within(i, s, {"ser", "sett", "märker", "märkt", "vet", "möter"}))
                add(basis_kind::police_assessment, {i, i + 1}, s);
            // "öppna hus", "öppna möten i sju byar"
            const auto next = std::min(i + 1, s.last - 1);
            const bool house = (t_.is(i, "öppna") || t_.is(i, "öppet")) && t_.is(next, "hus");
            if (house || (t_.is(i, "öppna") && (t_.is(next, "möten") || t_.is(next, "träffar"))))
                add(basis_kind::resident_dialogue, {i, i + 2}, s);
            if (t_.is(i, "anmälda") && i + 1 < s.last && t_.is(i + 1, "brott"))
                add(basis_kind::crime_statistics, {i, i + 2}, s);
            // "polisens bild av läget"
            if (t_.is(i, "bild") && i + 1 < s.last && t_.is(i + 1, "av")) pictures(i, s), own_picture(i, s);
        }
    }

    bool are_heard(std::size_t i, range s) const {
        static constexpr std::array<std::string_view, 9> told{
            "lämnat", "berättat", "beskrivit", "delat", "bidragit", "svarat", "tillfrågats", "berättade", "lämnade"};
        for (auto k = i + 1; k < s.last; ++k)
            if (std::any_of(told.begin(), told.end(), [&](std::string_view w) { return t_.is(k, w); })) return true;
        return false;
    }

    bool stands_within(std::size_t i, range s, std::initializer_list<std::string_view> words) const {
        for (auto k = i + 1; k < std::min(s.last, i + most_between + 1); ++k)
            for (const auto w : words)
                if (t_.is(k, w)) return true;
        return false;
    }

    // "vad poliserna …", "det som polisen …"
    bool is_what(std::size_t i, range s) const {
        return i > s.first && (t_.is(i - 1, "vad") || (t_.is(i - 1, "som") && i > s.first + 1 && t_.is(i - 2, "det")));
    }

    // "samtal med poliser i yttre tjänst", "… med kommunens fältarbetare"
    bool is_colleague(std::size_t i) const {
        return t_.is(i, "poliser") || t_.is(i, "poliserna") || t_.has(i, tag::staff);
    }

    bool is_staff(std::size_t i) const {
        return t_.folded(i).starts_with("medarbetar") || t_.folded(i).starts_with("personal");
    }

    // "medarbetarna har i egna dialoger fått säga …"
    bool is_of_staff(std::size_t i, range s) const {
        if (!t_.folded(i).starts_with("dialog")) return false;
        for (auto k = i; k > s.first && i - k < owner_reach && !t_.is(k - 1, ",");)
            if (--k, t_.has(k, tag::basis_staff) || is_staff(k)) return true;
        return false;
    }

    // "dialoger med anställda i kommunen", of which the staff is found by itself
    bool is_with_staff(std::size_t i, range s) const {
        if (i + 2 >= s.last || !t_.is(i + 1, "med")) return false;
        for (auto k = i + 2; k < std::min(s.last, i + 2 + most_between) && !t_.is(k, "och") && !t_.is(k, ","); ++k)
            if (t_.has(k, tag::basis_staff) || is_staff(k)) return true;
        return false;
    }

    // "enkät på kommunens hemsida"
    bool stands_on_web(std::size_t i, range s) const {
        if (i > s.first && t_.folded(i - 1).starts_with("digital")) return true;
        for (auto k = i + 1; k < std::min(s.last, i + web_reach); ++k) {
            if (t_.is(k, ",") || t_.has(k, tag::conjunction)) return false;
            if (t_.has(k, tag::channel_web)) return true;
        }
        return false;
    }

    // "lägesbilden från polisen och kommunen", "lägesbilden som kommunen har gjort"; "var för sig en lägesbild" is each
    // party's.
    void pictures_behind(std::size_t i, range s) {
        bool own = false;
        for (auto k = s.first; k + 2 < i; ++k)
            own = own || (t_.is(k, "var") && t_.is(k + 1, "för") && t_.is(k + 2, "sig"));
        if (own && t_.any({s.first, i}, tag::we)) {
            add(basis_kind::police_assessment, {i, i + 1}, s);
            add(basis_kind::municipal_assessment, {i, i + 1}, s);
        }
        const auto next = i + 1;
        if (next >= s.last || !(t_.is(next, "från") || t_.is(next, "som") || t_.is(next, "av") || t_.is(next, "(")))
            return;
        for (auto k = next + 1; k < std::min(s.last, next + owner_reach); ++k) {
            if (t_.is(k, ",") || t_.is(k, ".") || (t_.has(k, tag::finite) && !t_.is(next, "som"))) return;
            const range w{i, k + 1};
            if (t_.has(k, tag::police)) add(basis_kind::police_assessment, w, s);
            if (t_.has(k, tag::municipal)) add(basis_kind::municipal_assessment, w, s);
        }
    }

    bool is_council(std::size_t i) const { return t_.folded(i).starts_with("råd"); }

    bool stem_before_dash(std::size_t i, range s) const {
        return (t_.is(i, "medborgar") || t_.is(i, "invånar") || t_.is(i, "boende") || t_.is(i, "trygghets")) &&
               i + 2 < s.last && t_.is(i + 1, "-");
    }

    void shared_ending(std::size_t i, range s) {
        for (auto k = i + 1; k < std::min(s.last, i + 6); ++k) {
            const auto& word = t_.folded(k);
            const bool survey =
                word.find("enkät") != std::string::npos || word.find("undersökning") != std::string::npos;
            if (survey) return add(basis_kind::resident_survey, {i, k + 1}, s);
            if (word.find("dialog") != std::string::npos || word.find("samtal") != std::string::npos)
                return add(basis_kind::resident_dialogue, {i, k + 1}, s);
        }
    }

    void dialogue_with(std::size_t i, range s) {
        for (auto k = i + 1; k < std::min(s.last, i + 6); ++k) {
            if (t_.is(k, ",") || t_.is(k, "ska")) return;
            // "frågade vad som känns otryggt"
            if (k == i + 1 && t_.is(k, "vad") && t_.folded(i).starts_with("fråga"))
                return add(basis_kind::resident_dialogue, {i, k + 1}, s);
            if ((t_.has(k, tag::resident) && !t_.is(k, "den")) || t_.is(k, "er"))
                return add(basis_kind::resident_dialogue, {i, k + 1}, s);
            if (is_staff(k) || is_colleague(k)) return add(basis_kind::staff_dialogue, {i, k + 1}, s);
            // "frågade 612 norrbybor", "träffat byaföreningar"
            const bool asked =
                t_.is_number(k) && k + 1 < s.last && t_.is_word(k + 1) && t_.folded(i).starts_with("fråga");
            static constexpr std::array<std::string_view, 7> groups{"ungdom",   "elev",      "pensionär", "förälder",
                                                                    "föräldra", "hyresgäst", "student"};
            const bool group = std::any_of(groups.begin(), groups.end(),
                                           [&](std::string_view g) { return t_.folded(k).starts_with(g); });
            const bool met = (group && !is_colleague(k)) ||
                             (t_.has(k, tag::company) && t_.is(k - 1, "med")); // "samtal som förts med handlare"
            // "samtal med norrbybor på torget"
            const bool inhabitants =
                t_.is(k - 1, "med") && t_.folded(k).size() > 5 &&
                (t_.folded(k).ends_with("bor") || t_.folded(k).ends_with("borna") || t_.folded(k).ends_with("boende"));
            if (asked || met || inhabitants || (t_.has(k, tag::association) && k <= i + 3))
                return add(basis_kind::resident_dialogue, {i, k + 1}, s);
            // "pratade med var och en som ville stanna", "… med dem som bor där"
            const bool anybody =
                (t_.is(k, "var") && k + 1 < s.last && t_.is(k + 1, "och")) || t_.is(k, "folk") ||
                ((t_.is(k, "dem") || t_.is(k, "de")) && k + 2 < s.last && t_.folded(k + 2).starts_with("bo"));
            if (anybody && t_.is(k - 1, "med")) return add(basis_kind::resident_dialogue, {i, k + 1}, s);
        }
    }

    // "bygger på samtalen vid torgdagen": what the picture is built on and where one met, with nobody named.
    void dialogue_at(std::size_t i, range s) {
        static constexpr std::array<std::string_view, 4> named{"samtalen", "mötena", "träffarna", "dialogerna"};
        const bool known = std::any_of(named.begin(), named.end(), [&](std::string_view w) { return t_.is(i, w); });
        if (!known || i + 2 >= s.last || !t_.has(i + 1, tag::preposition) || t_.is(i + 1, "med")) return;
        const auto from = i - std::min(ground_reach, i - s.first);
        if (i == s.first || !t_.has(i - 1, tag::preposition) || !t_.any({from, i}, tag::ground)) return;
        for (auto k = i + 2; k < std::min(s.last, i + 2 + most_between); ++k)
            if (t_.has(k, tag::forum) || is_staff(k) || t_.has(k, tag::police) || t_.has(k, tag::municipal)) return;
        add(basis_kind::resident_dialogue, {i, i + 1}, s);
    }

    // Whose picture: "polisens och kommunens lägesbild" is both, "gemensam lägesbild" is nobody's source.
    void pictures(std::size_t i, range s) {
        const auto from = i - std::min(owner_reach, i - s.first);
        bool owned = false;
        for (auto k = i; k > from;) {
            --k;
            if (t_.is(k, ",") || t_.has(k, tag::with_marker) || t_.has(k, tag::basis_picture)) break;
            if (owned && names_source(t_, k)) break; // "polisens statistik och kommunens lägesbild"
            const bool shared = k + 1 < i && (t_.is(k + 1, "och") || t_.is(k + 1, "samt")) &&
                                !(k > s.first && t_.has(k - 1, tag::preposition));
            if (!shared && !t_.folded(k).ends_with("s") && !t_.folded(k).ends_with("al") &&
                t_.folded(k).find("iär") == std::string::npos)
                continue;
            if (t_.folded(k).starts_with("polis")) add(basis_kind::police_assessment, {k, i + 1}, s);
            const bool municipal = t_.folded(k).starts_with("kommun") || (t_.is(k, "regionens") && gotland_);
            if (municipal) add(basis_kind::municipal_assessment, {k, i + 1}, s);
            owned = owned || municipal || t_.folded(k).starts_with("polis");
        }
    }

    // "Polisen har tagit fram en lokal lägesbild"
    std::optional<basis_kind> maker_of(std::size_t i, range s) const {
        static constexpr std::array<std::string_view, 7> verbs{"tagit",    "gjort",  "sammanställt", "upprättat",
                                                               "bidragit", "lämnat", "skrivit"};
        auto k = i;
        while (k > s.first && i - k < owner_reach &&
               std::none_of(verbs.begin(), verbs.end(), [&](std::string_view v) { return t_.is(k, v); }))
            if (--k, t_.is(k, ",")) return std::nullopt;
        if (k == s.first || i - k == owner_reach || !t_.is(k - 1, "har") || k < s.first + 2) return std::nullopt;
        const auto who = kind_of_word(t_, k - 2);
        // "Polisen och kommunen har tagit fram en lägesbild" together
        const bool joint = k > s.first + 2 && t_.has(k - 3, tag::conjunction);
        if (!who || joint) return std::nullopt;
        if (*who == party_kind::police) return basis_kind::police_assessment;
        return *who == party_kind::municipality ? std::optional{basis_kind::municipal_assessment} : std::nullopt;
    }

    // "Polisen ser detsamma i sin egen lägesbild": whose it is stands first in the sentence.
    void own_picture(std::size_t i, range s) {
        if (const auto maker = maker_of(i, s)) return add(*maker, {i, i + 1}, s);
        auto own = i;
        while (own > s.first && i - own < most_between && !t_.is(own, "sin") && !t_.is(own, "sina"))
            --own;
        if (!t_.is(own, "sin") && !t_.is(own, "sina")) return;
        for (auto k = own - std::min(sentence_reach, own - s.first); k < own; ++k) {
            if (t_.has(k, tag::police)) return add(basis_kind::police_assessment, {i, i + 1}, s);
            if (t_.has(k, tag::municipal)) return add(basis_kind::municipal_assessment, {i, i + 1}, s);
        }
    }

    // "polisen har tagit fram en lägesbild", "… och staden sin"
    void made_picture(std::size_t i, range s) {
        bool made = false;
        for (auto k = i; k > s.first && i - k <= made_reach;) {
            --k;
            if (t_.is(k, ",") || t_.has(k, tag::conjunction) || t_.is(k, "i") || t_.is(k, "på")) break;
            made = made || t_.is(k, "har") || t_.is(k, "tagit") || t_.is(k, "lämnat") || t_.is(k, "gjort") ||
                   t_.is(k, "gör") || t_.is(k, "bidragit");
            const range w{k, i + 1};
            if (made && (t_.is(k, "polisen") || t_.is(k, "poliserna"))) add(basis_kind::police_assessment, w, s);
            if (made && (t_.is(k, "kommunen") || t_.is(k, "staden"))) add(basis_kind::municipal_assessment, w, s);
        }
        if (i + 3 >= s.last || !t_.has(i + 1, tag::conjunction) || !(t_.is(i + 3, "sin") || t_.is(i + 3, "sina")))
            return;
        if (t_.has(i + 2, tag::municipal)) add(basis_kind::municipal_assessment, {i, i + 4}, s);
        if (t_.has(i + 2, tag::police)) add(basis_kind::police_assessment, {i, i + 4}, s);
    }

    void add(basis_kind kind, range w, range s) {
        const auto year = year_of_source(t_, w, s, told_year_);
        for (auto& f : found_) {
            if (f.value.kind != kind) continue;
            if (!f.value.year && year) f.value.year = year;
            if (!year || f.value.year == year) return;
        }
        found_.push_back({{kind, year}, t_.span_of(w)});
    }

    const manuscript& t_;
    const outline& doc_;
    const std::vector<sentence_role>& roles_;
    const std::vector<bool>& area_sections_;
    std::size_t first_area_ = 0;
    std::size_t list_section_ = 0;
    bool listed_ = false;          // the items that are read tell what the picture was built on
    bool asked_by_survey_ = false; // what the sentence that is read tells
    bool gotland_ = false;
    std::optional<int> told_year_; // by the sentences before
    std::vector<found_basis> found_;
};

} // namespace

std::vector<found_basis> find_basis(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                                    const std::vector<bool>& area_sections) {
    return basis_finder{text, doc, roles, area_sections}.run();
}

} // namespace reading::doc
