#include "reading/outcome_match.hpp"

#include "base/text.hpp"
#include "reading/tokens.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace reading {
namespace {

constexpr double least_score = 0.34;    // below it the words are about something else
constexpr double clear_of_next = 0.12;  // the second best must stay so far behind
constexpr std::size_t shortest = 4;     // bytes of a word that says anything
constexpr std::size_t stem_bytes = 5;   // that two forms of a word share at least
constexpr std::size_t longest_tail = 5; // bytes by which their endings may differ: "patrull", "patrullerna"

constexpr auto small_words = std::to_array<std::string_view>(
    {"alla",      "varav",      "därav",       "antal",  "antalet", "bland",     "blev",       "deras",
     "dessa",     "detta",      "eller",       "fler",   "från",    "genomförd", "genomförda", "genomfördes",
     "genomföra", "genomförs",  "genomfört",   "gjord",  "gjorda",  "gjordes",   "gånger",     "gång",
     "hade",      "hela",       "hos",         "inom",   "inte",    "kommer",    "kommun",     "kommunen",
     "kommunens", "låg",        "löftet",      "med",    "mellan",  "minst",     "månad",      "månaden",
     "månader",   "något",      "några",       "och",    "olika",   "perioden",  "polis",      "polisen",
     "polisens",  "samt",       "ska",         "skall",  "skett",   "stycken",   "säga",       "sker",
     "tillfälle", "tillfällen", "tillsammans", "totalt", "under",   "utförd",    "utförda",    "utfördes",
     "utfört",    "varit",      "vecka",       "veckan", "veckor",  "vid",       "våra",       "året",
     "åren",      "över",       "drygt",       "knappt", "varje",   "per",       "sammanlagt", "cirka",
     "hållits",   "hölls",      "arbete",      "arbetet"});

std::vector<std::string> telling_words(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& t : tokenize(base::to_utf32(text))) {
        if (t.kind != token_kind::word || t.text.size() < shortest) continue;
        if (std::find(small_words.begin(), small_words.end(), t.text) != small_words.end()) continue;
        all.emplace_back(t.text);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// 1: the same word in another form; less: one is the end of the other, as "kontroller" of "trafikkontroller".
double alike(std::string_view a, std::string_view b) {
    if (a == b) return 1;
    const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    if (same >= stem_bytes && a.size() - same <= longest_tail && b.size() - same <= longest_tail) return 1;
    constexpr double as_end = 0.5;
    const auto& shorter = a.size() < b.size() ? a : b;
    const auto& longer = a.size() < b.size() ? b : a;
    for (std::size_t cut = 0; cut <= 2 && shorter.size() >= stem_bytes + cut; ++cut) { // "kontroll" of "…kontroller"
        const auto stem = shorter.substr(0, shorter.size() - cut);
        const auto at = longer.find(stem);
        if (at != longer.npos && at > 2 && longer.size() - at - stem.size() <= longest_tail) return as_end;
    }
    return 0;
}

} // namespace

owner_index::owner_index(const document& pledge) {
    for (const auto& area : pledge.focus_areas)
        for (const auto& p : area.pledges)
            add(p.id, false, p.text);
    for (const auto& row : pledge.plan)
        add(row.id, true, row.what.empty() ? row.area : row.what);
    for (const auto& o : owners_)
        for (const auto& w : o.words)
            ++rows_with_[w];
    for (auto& o : owners_)
        for (const auto& w : o.words)
            o.weight += weight_of(w);
}

void owner_index::add(std::string id, bool is_row, std::string_view text) {
    if (auto words = telling_words(text); !words.empty())
        owners_.push_back({std::move(id), is_row, std::move(words), 0});
}

double owner_index::weight_of(const std::string& word) const {
    const auto found = rows_with_.find(word);
    const auto rows = found == rows_with_.end() ? 1.0 : static_cast<double>(found->second);
    return 1 / std::sqrt(rows);
}

// How much of the shorter side the other holds; all of it is more than a part of it.
double owner_index::score_of(const owner& o, const std::vector<std::string>& words, double said) const {
    double shared = 0;
    for (const auto& w : o.words) {
        double best = 0;
        for (const auto& other : words)
            best = std::max(best, alike(w, other));
        shared += best * weight_of(w);
    }
    constexpr double by_shorter = 0.75;
    return by_shorter * std::min(1.0, shared / std::min(said, o.weight)) +
           (1 - by_shorter) * std::min(1.0, shared / o.weight);
}

std::vector<std::string> owner_index::find(std::string_view text) const {
    const auto words = telling_words(text);
    double said = 0;
    for (const auto& w : words)
        said += weight_of(w);
    if (said == 0) return {};
    std::vector<double> scores;
    for (const auto& o : owners_)
        scores.push_back(score_of(o, words, said));
    const auto best = scores.empty() ? 0 : *std::max_element(scores.begin(), scores.end());
    if (best < least_score) return {};
    std::vector<std::string> fit, rows;
    for (std::size_t i = 0; i < owners_.size(); ++i) {
        if (scores[i] <= best - clear_of_next) continue;
        fit.push_back(owners_[i].id);
        if (owners_[i].is_row) rows.push_back(owners_[i].id);
    }
    return rows.empty() ? fit : rows;
}

} // namespace reading
