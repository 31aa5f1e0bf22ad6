#include "reading/document_pledges.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"
#include "reading/read.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

constexpr std::size_t tag_words = 8;
constexpr std::size_t most_label_words = 4;
constexpr std::size_t most_actor_words = 6; // before a colon

// "(P)", "(P+K)": P for the police, K for the municipality, and nothing else.
std::vector<std::string> initials_in(const manuscript& t, range words) {
    std::vector<std::string> found;
    for (auto i = words.first; i < words.last; ++i) {
        if (t.is(i, "p") && t[i].capital)
            found.emplace_back("police");
        else if (t.is(i, "k") && t[i].capital)
            found.emplace_back("municipality");
        else if (t[i].kind != token_kind::mark && !t.has(i, tag::conjunction))
            return {};
    }
    return found;
}

// Something that can be counted, or that is done or not by a day.
bool tells_how_much(const manuscript& t, range words) {
    const auto answer = read_cadence(t.plain(words));
    return std::any_of(answer.readings.begin(), answer.readings.end(), [](const reading& r) {
        return (r.count || r.deadline || r.within || r.every) && r.measurable != measurable::no;
    });
}

} // namespace

std::vector<std::string> take_tag(const manuscript& t, range& words, const found_parties& parties) {
    auto end = words.last;
    while (end > words.first && (t.is(end - 1, ".") || t.is(end - 1, ";")))
        --end;
    if (end == words.first || !(t.is(end - 1, ")") || t.is(end - 1, "]"))) return {};
    for (auto i = end - 1; i > words.first && end - i < tag_words; --i) {
        if (!t.is(i - 1, "(") && !t.is(i - 1, "[")) continue;
        const range inner{i, end - 1};
        auto actors = actors_in(t, inner, parties);
        if (actors.empty()) actors = initials_in(t, inner);
        if (actors.empty() || t.any(inner, tag::finite)) return {};
        words.last = i - 1;
        return actors;
    }
    return {};
}

std::vector<std::string> take_actor(const manuscript& t, range& words, const found_parties& parties) {
    for (auto i = words.first + 1; i + 2 < words.last && i - words.first < most_actor_words; ++i) {
        const bool dash = t.is(i, "-") && t[i].spaced && t[i + 1].spaced;
        if (!t.is(i, ":") && !dash) continue;
        const range before{words.first, i};
        if (!names_only_parties(t, before)) return {};
        words.first = i + 1;
        return actors_in(t, before, parties);
    }
    return {};
}

range without_tail(const manuscript& t, range words) {
    while (!words.empty() && (t.is(words.last - 1, ",") || t.is(words.last - 1, "och")))
        --words.last;
    return words;
}

void pledge_reader::begin_group(std::size_t i, bool new_block) {
    if (new_block) previous_ = i + 1;
    extended_background_ = true;
}

// "Polisen lovar att:" before items; "Kommunen:" alone.
bool pledge_reader::take_lead(std::size_t i, range words) {
    if (!t_.is(words.last - 1, ":") && !(t_.is(words.last - 1, "att") && words.size() < 12)) return false;
    lead_ = lead_of(words);
    return lead_.open && !is_item(i);
}

// "Nuläge: …" is background; "Vad ska göras: …" is read without its label.
bool pledge_reader::take_label(std::size_t i, range& words, found_area& area) {
    if (!doc_.sentences[i].begins_block) {
        if (labelled_ == doc_.sentences[i].block && !area.background.empty()) area.background.push_back(words);
        return labelled_ == doc_.sentences[i].block;
    }
    auto colon = words.first;
    while (colon < words.last && colon - words.first < most_label_words && !t_.is(colon, ":"))
        ++colon;
    if (colon == words.first || colon + 1 >= words.last || !t_.is(colon, ":")) return false;
    const range label{words.first, colon};
    const bool told = t_.any(label, tag::sec_basis) || t_.any(label, tag::sec_problem) || t_.any(label, tag::sec_aims);
    if (told && t_.has(label.first, tag::sec_inner)) {
        labelled_ = doc_.sentences[i].block;
        area.background.push_back(words);
        return true;
    }
    if (t_.any(label, tag::col_what) || t_.any(label, tag::pledge_noun)) words.first = colon + 1;
    return false;
}

// "Ansvarig: Kommunpolisen", "Följs upp: varje månad" below a pledge.
bool pledge_reader::take_owner(std::size_t i, range words, found_area& area) {
    if (!doc_.sentences[i].begins_block) return false;
    auto colon = words.first;
    while (colon < words.last && colon - words.first < 4 && !t_.is(colon, ":"))
        ++colon;
    if (colon + 1 >= words.last || !t_.is(colon, ":")) return false;
    const range label{words.first, colon};
    if (!names_column(t_, label) || names_area(t_, label) || t_.any(label, tag::col_what)) return false;
    if (!area.pledges.empty() && area.pledges.back().by.empty() && t_.any(label, tag::col_responsible))
        area.pledges.back().by = actors_in(t_, {colon + 1, words.last}, parties_);
    return true;
}

pledge_reader::lead pledge_reader::lead_of(range words) const {
    lead found;
    const auto promises = promises_in(t_, words, parties_);
    found.by = !promises.empty() ? promises.front().by : actors_in(t_, words, parties_);
    for (auto i = words.first; i < words.last && found.by.empty(); ++i)
        if (t_.is(i, "gemensamma") || t_.is(i, "gemensamt") || t_.is(i, "tillsammans"))
            found.by = every_signatory(parties_);
    found.modality = promises.empty() ? modality::shall : promises.front().modality;
    found.open = find_promise_verb(t_, words) != words.last || !found.by.empty();
    return found;
}

void pledge_reader::begin_list(const section& s) {
    heading_ = s.leads ? lead_of(s.heading) : lead{};
    lead_ = heading_;
    items_read_ = false;
}

bool pledge_reader::continues(range words) const {
    if (words.empty() || !t_.has(words.first, tag::anaphor) || t_.is(words.first, "på") || t_.is(words.first, "så"))
        return false;
    const bool this_one = t_.is(words.first, "detta");
    if (this_one && words.size() > 1 && t_.is(words.first + 1, "för")) return true;
    for (auto i = words.first + 1; i < std::min(words.last, words.first + 4); ++i)
        if (t_.has(i, tag::means_verb) && (this_one || t_.is(words.first, "det"))) return true;
    return false;
}

std::optional<promise> pledge_reader::states(std::size_t i, range words) const {
    auto p = stated_in(t_, words, parties_);
    if (p && p->modality == modality::shall && !is_item(i) && !tells_how_much(t_, words)) return std::nullopt;
    return p;
}

void pledge_reader::read(std::size_t i, found_area& area) {
    const auto& sentence = doc_.sentences[i];
    auto words = sentence.words;
    if (roles_[i].any()) return;
    // Below the items that a heading leads to stands what is said of them all.
    if (is_item(i))
        items_read_ = true;
    else if (items_read_ && doc_.blocks[sentence.block].gap > 0)
        heading_ = lead{};
    if (!is_item(i) && sentence.begins_block) lead_ = heading_;
    if (take_label(i, words, area)) return;
    if (take_owner(i, words, area)) return;
    if (take_lead(i, words)) return;
    auto tagged = take_tag(t_, words, parties_);
    if (words.empty()) return;
    if (tagged.empty() && sentence.begins_block) tagged = take_actor(t_, words, parties_);
    if (!sentence.begins_block && previous_ == i && continues(words)) {
        extend(words, area);
        previous_ = i + 1;
        return;
    }
    previous_ = i + 1;
    auto promises = promises_in(t_, words, parties_);
    if (promises.empty())
        if (auto p = states(i, words)) promises.push_back(std::move(*p));
    const bool worded = !promises.empty();
    if (!worded) promises = unworded(i, words, tagged);
    for (auto& p : promises) {
        if (!tagged.empty()) p.by = tagged;
        // "Vad lovar polisen?" "Vi ska …"
        if (heading_.open && !heading_.by.empty() && t_.is(p.words.first, "vi")) p.by = heading_.by;
        if (p.by.empty() && lead_.open && (is_item(i) || heading_.open)) p.by = lead_.by;
        area.pledges.push_back({without_tail(t_, p.words), p.by, p.modality});
        tell(p.words, worded ? "verb" : "item");
    }
    extended_background_ = promises.empty();
    if (promises.empty()) area.background.push_back(words);
}

void pledge_reader::tell(range words, std::string_view value) const {
    constexpr tag decided[] = {tag::modal,    tag::pledge_verb, tag::wish,        tag::should,
                               tag::will,     tag::intend,      tag::effort_verb, tag::effort_word,
                               tag::possible, tag::means_verb,  tag::bound_word};
    t_.tell(rule::promise, value, words, decided);
}

// An item that promises without a promising verb: "Minst tio kontroller i månaden (Polis)".
std::vector<promise> pledge_reader::unworded(std::size_t i, range words, const std::vector<std::string>& tagged) const {
    if (!doc_.sentences[i].begins_block && tagged.empty()) return {};
    if (!is_item(i) && !heading_.open && tagged.empty()) return {};
    const bool infinitive = t_.is_word(words.first) && t_.folded(words.first).ends_with("a") &&
                            !t_.has(words.first, tag::pronoun_a) && lead_.open;
    const bool bound = t_.has(words.first, tag::bound_word) || t_.is_number(words.first);
    if (tagged.empty() && !lead_.open && !bound && !infinitive && !(may_hold_pledges(i) && tells_how_much(t_, words)))
        return {};
    const bool effort = t_.has(words.first, tag::effort_verb) && words.size() > 2 &&
                        (t_.is(words.first + 1, "för") || t_.is(words.first + 2, "för"));
    return {{words, lead_.by, effort ? modality::effort : lead_.modality, false}};
}

// Not where the picture or the aims are told, of which much is counted too.
bool pledge_reader::may_hold_pledges(std::size_t i) const {
    const auto& kinds = doc_.sections[doc_.sentences[i].section].kinds;
    return !has(kinds, section_kind::basis) && !has(kinds, section_kind::aims);
}

// The sentence before becomes, or grows as, a pledge.
void pledge_reader::extend(range words, found_area& area) {
    const bool promises = find_promise_verb(t_, words) != words.last || t_.any(words, tag::means_verb);
    if (!extended_background_ && !area.pledges.empty()) {
        area.pledges.back().words.last = words.last;
        tell(words, "goes_on");
        return;
    }
    if (!promises || area.background.empty()) {
        area.background.push_back(words);
        return;
    }
    auto whole = area.background.back();
    area.background.pop_back();
    whole.last = words.last;
    const auto worded = promises_in(t_, words, parties_);
    area.pledges.push_back({whole, worded.empty() ? std::vector<std::string>{} : worded.front().by, modality::shall});
    tell(words, "goes_on");
    extended_background_ = false;
}

} // namespace reading::doc
