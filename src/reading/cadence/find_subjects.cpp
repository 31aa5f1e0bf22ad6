#include "reading/cadence/fact.hpp"

#include "base/text.hpp"
#include "reading/municipalities.hpp"

#include <algorithm>

namespace reading::cadence {

namespace {

using wc = word_class;

fact subject_fact(std::size_t begin, std::size_t end, subjects::sharing how) {
    fact f;
    f.kind = fact_kind::subjects;
    f.begin = static_cast<std::uint32_t>(begin);
    f.end = static_cast<std::uint32_t>(end);
    f.sharing = how;
    return f;
}

bool is_noun(const stretch& s, std::size_t i) {
    const auto* a = s.at(i);
    if (!a) return false;
    if (a->text.starts_with("kommun")) return true; // a party's word elsewhere
    return may_be_noun(*a) || a->is(wc::grade) || a->is(wc::grade_hint);
}

std::size_t past_adjectives(const stretch& s, std::size_t i) {
    while (s.is(i, wc::adjective))
        ++i;
    return i;
}

// "A, B och C" from atom i: capitalised words (of one to three words each). Fewer than two: nothing.
std::size_t names(const stretch& s, std::size_t i, std::vector<std::string>& out) {
    bool closed = false;
    std::string_view tail_of_last;
    while (const auto* a = s.at(i)) {
        if (a->kind != atom_kind::word || !a->capital) break;
        std::size_t end = i + 1;
        out.push_back(base::capitalized(a->text));
        while (s.at(end) && s.at(end)->kind == atom_kind::word && s.at(end)->capital && end < i + 3)
            out.back() += " " + base::capitalized(s.at(end++)->text);
        // "Norrby centrum, Söderby centrum och Hamnens torg": a plain noun goes on with the name
        const auto* tail = s.at(end);
        const bool noun = tail && may_be_noun(*tail) && !tail->capital && !tail->is_number();
        const bool parted = s.mark(end + 1, ',') || s.is(end + 1, wc::conj);
        const bool named = s.at(end + 2) && s.at(end + 2)->capital;
        if (noun && ((parted && named && !closed) || (closed && tail->text == tail_of_last)))
            out.back() += " " + std::string{tail->text}, tail_of_last = tail->text, ++end;
        i = end;
        if (closed) break;
        if (s.mark(i, ',')) {
            ++i;
        } else if (const auto* c = s.as(i, wc::conj); c && c->value == "and") {
            closed = true;
            ++i;
        } else {
            break;
        }
    }
    return i;
}

// "besöka Norrby och Söderby tre kvällar i veckan vardera": the last names before it; fewer than two: nothing.
std::vector<std::string> names_before(const stretch& s, std::size_t i) {
    constexpr std::size_t reach = 24;
    std::vector<std::string> found;
    for (auto k = std::max<std::size_t>(s.begin, i > reach ? i - reach : 0); k < i;) {
        std::vector<std::string> here;
        const auto end = s.at(k)->capital ? names(s, k, here) : k;
        if (here.size() > 1) found = std::move(here);
        k = std::max(end, k + 1);
    }
    return found;
}

bool is_municipality(std::string_view name) {
    const auto& all = all_municipalities();
    return std::any_of(all.begin(), all.end(), [&](const municipality& m) { return m.name == name; });
}

std::string without_genitive(std::string_view party) {
    constexpr std::string_view kind = " kommun";
    const auto at = party.find(kind);
    if (at == party.npos) return std::string{party};
    auto name = party.substr(0, at);
    // "Hagfors" ends so by itself
    if (name.ends_with('s') && is_municipality(name.substr(0, name.size() - 1))) name.remove_suffix(1);
    return std::string{name};
}

// "i de tre kommunerna": the municipalities among the parties where the document names as many.
std::optional<fact> the_places(const stretch& s, std::size_t i, const std::vector<std::string>& parties) {
    if (!s.is(i, wc::prep) || !(s.is(i + 1, wc::definite) || s.text(i + 1, "de"))) return std::nullopt;
    if (s.text(i, "till")) return std::nullopt; // "en rapport till de båda kommunerna": who gets it
    std::size_t at = i + (s.is(i + 1, wc::definite) || s.text(i + 1, "de") ? 2u : 1u);
    const auto* n = s.at(at);
    const bool both = s.text(at, "båda") || s.text(at, "bägge");
    if (!n || !(both || (n->is_number() && n->low >= 2))) return std::nullopt;
    const double wanted = both ? 2 : n->low;
    at = past_adjectives(s, at + 1);
    if (!is_noun(s, at)) return std::nullopt;
    // "med de tre kommuncheferna": who meets
    if (s.at(at)->text.starts_with("kommunc") || s.at(at)->text.starts_with("kommunp")) return std::nullopt;
    auto f = subject_fact(i, at + 1, subjects::sharing::shared);
    if (s.at(at)->text.starts_with("kommun"))
        for (const auto& p : parties)
            if (base::lower(p).find("kommun") != std::string::npos) f.members.push_back(without_genitive(p));
    if (static_cast<double>(f.members.size()) != wanted) f.members = {singular(s.at(at)->text)};
    return f;
}

// "– Dalen – Norra torget" from atom i: what marks part, up to four words each. Fewer than two: nothing.
std::size_t listed(const stretch& s, std::size_t i, std::vector<std::string>& out) {
    constexpr std::size_t most_words = 4;
    std::size_t words = 0;
    for (; const auto* a = s.at(i); ++i) {
        if (s.mark(i, '-') || s.mark(i, '*') || s.mark(i, '?')) {
            out.emplace_back();
            words = 0;
        } else if (out.empty() || (a->kind != atom_kind::word && a->kind != atom_kind::known) || ++words > most_words) {
            break;
        } else {
            out.back() += (words == 1 ? "" : " ") + (a->capital ? base::capitalized(a->text) : std::string{a->text});
        }
    }
    const bool each = std::none_of(out.begin(), out.end(), [](const std::string& m) { return m.empty(); });
    if (!each || words > most_words) out.clear();
    return i;
}

// The members named behind the noun at `at`: "kommunerna Mora och Orsa", "gårdarna i A och B", "platser: A, B och C",
// "platser: – A – B". Where they end; `at + 1` where there are fewer than two.
std::size_t members_behind(const stretch& s, std::size_t at, std::vector<std::string>& out) {
    const bool led = s.mark(at + 1, ':') || s.text(at + 1, "i") || s.text(at + 1, "på");
    const auto from = led ? at + 2 : at + 1;
    auto end = names(s, from, out);
    if (out.size() > 1) return end;
    out.clear();
    if (!s.mark(at + 1, ':')) return at + 1;
    end = listed(s, from, out);
    if (out.size() > 1) return end;
    out.clear();
    return at + 1;
}

std::optional<fact> each_noun(const stretch& s, std::size_t begin, std::size_t at) {
    at = past_adjectives(s, at);
    while (s.text(at, "en") || s.text(at, "ett") || s.text(at, "av") || s.text(at, "de") || s.is(at, wc::definite) ||
           s.text(at, "följande") || s.text(at, "dessa") || s.text(at, "våra") ||
           (s.is(begin, wc::apiece) && s.at(at) && s.at(at)->is_number()))
        ++at; // "var och en av de tre byarna"
    if (!is_noun(s, at)) return std::nullopt;
    // "går igenom varje löfte": what is followed up, not for whom
    for (const std::string_view promised : {"löfte", "medborgarlöfte", "åtagande", "åtgärd"})
        if (s.text(at, promised)) return std::nullopt;
    auto f = subject_fact(begin, at + 1, subjects::sharing::each);
    const auto end = s.is(begin, wc::apiece) ? members_behind(s, at, f.members) : names(s, at + 1, f.members);
    if (f.members.size() > 1)
        f.end = static_cast<std::uint32_t>(end);
    else
        f.members = {singular(s.at(at)->text)};
    return f;
}

} // namespace

// Enough of Swedish for the nouns that plans count by: "skolor" → "skola", "stationerna" → "station".
std::string singular(std::string_view noun) {
    struct ending_rule {
        std::string_view ending, instead;
    };
    constexpr ending_rule rules[] = {{"skolorna", "skola"},
                                     {"skolor", "skola"},
                                     {"klasserna", "klass"},
                                     {"klasser", "klass"},
                                     {"kommunerna", "kommun"},
                                     {"kommuner", "kommun"},
                                     {"föräldrarna", "förälder"},
                                     {"föräldrar", "förälder"},
                                     {"unen", "un"},
                                     {"orterna", "ort"},
                                     {"orter", "ort"},
                                     {"områdena", "område"},
                                     {"områden", "område"},
                                     {"byarna", "by"},
                                     {"byar", "by"},
                                     {"delen", "del"},
                                     {"orten", "ort"},
                                     {"ionen", "ion"},
                                     {"gården", "gård"},
                                     {"arna", "e"},
                                     {"erna", ""},
                                     {"orna", "a"},
                                     {"orer", "or"},
                                     {"ioner", "ion"},
                                     {"or", "a"},
                                     {"gårdar", "gård"},
                                     {"platser", "plats"},
                                     {"heter", "het"},
                                     {"er", ""},
                                     {"ar", ""},
                                     {"ena", "e"},
                                     {"en", "e"}};
    for (const auto& r : rules)
        if ((noun.size() > r.ending.size() + 2 && noun.ends_with(r.ending)) || (noun == r.ending && noun.size() > 3))
            return std::string{noun.substr(0, noun.size() - r.ending.size())} + std::string{r.instead};
    return std::string{noun};
}

std::optional<fact> find_subjects(const stretch& s, std::size_t i, const std::vector<std::string>& parties) {
    // "i vardera A och B", "på respektive ort", "i var och en av kommunerna"
    if (s.is(i, wc::apiece) || s.text(i, "respektive")) {
        std::size_t at = i + 1;
        if (s.text(at, "av")) ++at;
        auto f = subject_fact(i, at, subjects::sharing::each);
        const auto end = names(s, at, f.members);
        if (f.members.size() > 1) {
            f.end = static_cast<std::uint32_t>(end);
            return found_by(rule::apiece, std::move(f));
        }
        if (s.text(i, "respektive") && (!s.is(i - 1, wc::prep) || s.is(at + 1, wc::channel))) return std::nullopt;
        if (auto each = each_noun(s, i, at)) return found_by(rule::apiece, std::move(each));
        f.members = names_before(s, i);
        return f.members.size() > 1 ? found_by(rule::apiece, std::move(f)) : std::nullopt;
    }
    // "på Råslätt och motsvarande antal på Öxnehaga, Österängen och Ekhagen"
    if (s.is(i, wc::together)) {
        auto f = subject_fact(i, i + 1, subjects::sharing::each);
        std::vector<std::string> first;
        for (std::size_t back = 1; back < 8 && back <= i - s.begin; ++back) {
            const auto at = i - back;
            if (s.is(at, wc::prep) && s.at(at + 1)->kind == atom_kind::word) {
                first.push_back(s.at(at + 1)->capital ? base::capitalized(s.at(at + 1)->text)
                                                      : std::string{s.at(at + 1)->text});
                break;
            }
        }
        if (first.empty() || !s.is(i + 1, wc::prep)) return std::nullopt;
        f.members = first;
        f.end = static_cast<std::uint32_t>(names(s, i + 2, f.members));
        if (f.members.size() == 1 && is_noun(s, i + 2)) f.members.emplace_back(s.at(i + 2)->text), f.end += 1;
        f.by = rule::as_many;
        return f.members.size() > 1 ? std::optional{f} : std::nullopt;
    }
    // "tio kontroller i månaden, fördelade på Norrby, Söderby och Hamnen"
    if (s.is(i, wc::shared_out)) {
        std::size_t at = i + 1;
        while (s.is(at, wc::prep) || s.text(at, "jämnt"))
            ++at;
        if (at == i + 1) return std::nullopt;
        auto f = subject_fact(i, at, subjects::sharing::shared);
        f.end = static_cast<std::uint32_t>(names(s, at, f.members));
        return f.members.size() > 1 ? found_by(rule::named_places, std::move(f)) : std::nullopt;
    }
    // "kommunerna ska var för sig": each of the municipalities
    if (s.is(i, wc::severally)) {
        auto f = subject_fact(i, i + 1, subjects::sharing::each);
        for (const auto& p : parties)
            if (base::lower(p).find("kommun") != std::string::npos) f.members.push_back(without_genitive(p));
        if (f.members.size() > 1 && s.at(s.begin)->text.starts_with("kommun"))
            return found_by(rule::apiece, std::move(f));
        return std::nullopt;
    }
    if (auto f = the_places(s, i, parties)) return found_by(rule::named_places, std::move(f));
    // "per brev", "20 kr per deltagare"
    if (s.is(i, wc::per) && (s.is(i + 1, wc::channel) || s.is(i - 1, wc::not_count_after))) return std::nullopt;
    if (s.is(i, wc::per)) {
        if (s.at(i)->mark == '/' && !s.is(i + 1, wc::grade) && !s.text(i + 1, "skola") && !s.text(i + 1, "klass") &&
            !s.text(i + 1, "kommun") && !s.text(i + 1, "område") && !s.text(i + 1, "ort"))
            return std::nullopt;
        return found_by(rule::per_noun, each_noun(s, i, i + 1));
    }
    if (s.is(i, wc::every)) return found_by(rule::every_noun, each_noun(s, i, i + 1));
    const auto* behind = s.at(i + 2); // "per halvår och lägga ut": a verb
    const bool particle = behind && (behind->text == "ut" || behind->text == "upp" || behind->text == "in" ||
                                     behind->text == "över" || behind->text == "till");
    // "per år och utvärderas", "per år och lämnar en rapport"
    const auto* next = s.at(i + 1);
    const bool object = behind && (may_be_noun(*behind) || behind->article || behind->text == "av");
    const bool verb = particle || (next && (next->text.ends_with("as") || (next->text.ends_with('r') && object)));
    if (s.is(i, wc::conj) && s.is(i - 2, wc::per) && s.is(i - 1, wc::unit) && !verb)
        return found_by(rule::per_noun, each_noun(s, i, i + 1)); // "per år och skola"
    return std::nullopt;
}

} // namespace reading::cadence
