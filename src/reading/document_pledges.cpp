#include "reading/document_pledges.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"
#include "reading/read.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

constexpr std::size_t most_label_words = 4;
constexpr std::size_t most_owner_words = 8; // of "Ansvarig för hela löftet:"
constexpr std::size_t most_lead_words = 12; // of "Polisen lovar att" before a line that is no item

} // namespace

bool tells_how_much(const manuscript& t, range words) {
    const auto answer = read_cadence(t.plain(words));
    return std::any_of(answer.readings.begin(), answer.readings.end(), [](const reading& r) {
        return (r.count || r.deadline || r.within || r.every) && r.measurable != measurable::no;
    });
}

// "vid kampanjveckorna": occasions that a list can hold.
static bool tells_occasions(const manuscript& t, range words) {
    const auto answer = read_cadence(t.plain(words));
    return std::any_of(answer.readings.begin(), answer.readings.end(),
                       [](const reading& r) { return !r.windows.empty() && r.measurable == measurable::partly; });
}

// "besöker gården regelbundet", "bygger farthinder under 2025": how often or when, though nobody can count it.
static bool tells_vaguely(const manuscript& t, range words) { return !read_cadence(t.plain(words)).readings.empty(); }

range without_tail(const manuscript& t, range words) {
    while (!words.empty() && (t.is(words.last - 1, ",") || t.is(words.last - 1, "och")))
        --words.last;
    return words;
}

bool pledge_reader::promises(std::size_t i) const {
    auto words = without_att(i);
    if (!doc_.blocks[doc_.sentences[i].block].owner.empty()) return true;
    if (roles_[i].any() || leads_below(i, words) || t_.has(words.first, tag::registration)) return false;
    if (!take_tag(t_, words, parties_).empty() || !take_actor(t_, words, parties_).empty() ||
        !promises_in(t_, words, parties_).empty())
        return true;
    if (is_item(i) && t_.is_word(words.first) && t_.has(words.first, tag::bound_word)) return true;
    if (states(i, words) || shall_be(i, words)) return true;
    for (auto k = words.first + 1; k + 1 < words.last && k < words.first + most_label_words; ++k) // "Vi lovar: …"
        if (t_.is(k, ":") && t_.any({words.first, k}, tag::pledge_verb))
            return states(i, {k + 1, words.last}).has_value();
    return false;
}

bool pledge_reader::name_owner(range sentences) const {
    for (auto i = sentences.first; i < sentences.last; ++i) {
        const auto words = doc_.sentences[i].words;
        const bool who =
            t_.is(words.first, "vem") || t_.is(words.first, "vilka") || t_.has(words.first, tag::col_responsible);
        auto colon = words.first;
        while (colon < words.last && colon - words.first < most_label_words && !t_.is(colon, ":"))
            ++colon;
        if (who && doc_.sentences[i].begins_block && colon + 1 < words.last && t_.is(colon, ":") &&
            names_only_parties(t_, {colon + 1, words.last}))
            return true;
    }
    return false;
}

bool pledge_reader::item_promises(std::size_t i) const {
    const auto block = doc_.sentences[i].block;
    for (auto k = i; k < doc_.sentences.size() && doc_.sentences[k].block == block; ++k)
        for (const auto& p : promises_in(t_, doc_.sentences[k].words, parties_))
            if (k == i || !p.by.empty()) return true;
    return false;
}

void pledge_reader::begin_group(std::size_t i, bool new_block) {
    if (new_block) previous_ = i + 1;
    extended_background_ = true;
}

// "Polisen lovar att:" before items; "Kommunen:" alone.
bool pledge_reader::take_lead(std::size_t i, range words) {
    auto last = words.last;
    while (last > words.first + 1 && !t_.is(last - 1, ":") && t_[last - 1].kind == token_kind::mark)
        --last;
    const bool to_verbs = t_.is(last - 1, "att") && (words.size() < most_lead_words || leads_list(i));
    if (!t_.is(last - 1, ":") && !to_verbs) return false;
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
    if (t_.is(label.first, "vem") || t_.is(label.first, "vilka")) return false; // "Vem lovar: Polisen"
    const bool told = t_.any(label, tag::sec_basis) || t_.any(label, tag::sec_problem) || t_.any(label, tag::sec_aims);
    const bool wished = t_.is(label.first, "vi") && t_.has(colon - 1, tag::wish); // "Vi vill: att fler …"
    if (wished || (told && t_.has(label.first, tag::sec_inner))) {
        labelled_ = doc_.sentences[i].block;
        area.background.push_back(words);
        return true;
    }
    const bool promises = t_.any(label, tag::pledge_noun) || t_.any(label, tag::pledge_verb) ||
                          (t_.is(label.first, "så") && leads_to_promises(t_, label)); // "Så gör vi: …"
    if (promises && !is_item(i)) lead_ = lead_of(label), lead_.labelled = true;       // "Vi lovar: Polisen mäter …"
    if (t_.any(label, tag::col_what) || promises) words.first = colon + 1;
    return false;
}

// "Ansvarig: Kommunpolisen", "Följs upp: varje månad" below a pledge.
bool pledge_reader::take_owner(std::size_t i, range words, found_area& area) {
    if (!doc_.sentences[i].begins_block) return false;
    auto colon = words.first;
    while (colon < words.last && colon - words.first < most_owner_words && !t_.is(colon, ":"))
        ++colon;
    if (colon + 1 >= words.last || !t_.is(colon, ":")) return false;
    const range label{words.first, colon};
    if (colon - words.first > most_label_words && !t_.has(words.first, tag::col_responsible)) return false;
    if (!names_column(t_, label) || names_area(t_, label) || t_.any(label, tag::col_what)) return false;
    const bool who = t_.any(label, tag::col_responsible) || t_.is(label.first, "vem") || t_.is(label.first, "vilka");
    if (!area.pledges.empty() && area.pledges.back().by.empty() && who)
        area.pledges.back().by = actors_in(t_, {colon + 1, words.last}, parties_);
    return true;
}

pledge_reader::lead pledge_reader::lead_of(range words) const {
    lead found;
    const auto promises = promises_in(t_, words, parties_);
    found.by = !promises.empty() ? promises.front().by : actors_in(t_, words, parties_);
    for (auto i = words.first; i < words.last && found.by.empty(); ++i)
        if (t_.is(i, "gemensamma") || t_.is(i, "gemensamt") || t_.is(i, "tillsammans")) found.by = parties_.signing();
    found.modality = promises.empty() ? modality::shall : promises.front().modality;
    found.open = find_promise_verb(t_, words) != words.last || !found.by.empty();
    return found;
}

void pledge_reader::begin_list(const section& s) {
    heading_ = s.leads ? lead_of(s.heading) : lead{};
    lead_ = heading_;
    items_read_ = false;
}

// "Du får tid inom fem dagar": what the one before it means to whom it is promised.
bool pledge_reader::tells_resident(range words) const {
    return words.size() > 2 && (t_.is(words.first, "du") || t_.is(words.first, "ni")) &&
           t_.is(words.first + 1, "får") && tells_how_much(t_, words);
}

// On the next line, without an empty one between.
bool pledge_reader::stands_beside(std::size_t i, const found_area& area) const {
    const auto& s = doc_.sentences[i];
    if (!s.begins_block) return true;
    const auto& block = doc_.blocks[s.block];
    if (block.gap > 0 || block.kind != block_kind::paragraph || area.pledges.empty() || extended_background_)
        return false;
    const auto last = area.pledges.back().words.last;
    constexpr std::size_t most_between = 2;
    return s.words.first >= last && s.words.first - last <= most_between;
}

// "Minst en gång i veckan på varje station."
bool pledge_reader::tells_only_how_often(range words) const {
    constexpr std::size_t most_words = 12;
    if (words.size() > most_words || words.empty()) return false;
    const bool begins = t_.has(words.first, tag::bound_word) || t_.is(words.first, "varje") ||
                        t_.is(words.first, "varannan") || t_.is(words.first, "klart") ||
                        (words.size() > 1 && t_.is(words.first + 1, "gång")) ||
                        (words.size() > 1 && t_.is(words.first + 1, "gånger"));
    return begins && find_promise_verb(t_, words) == words.last && !t_.any(words, tag::finite) &&
           !t_.any(words, tag::service_verb) && tells_how_much(t_, words);
}

bool pledge_reader::continues(range words) const {
    if (tells_resident(words)) return true;
    if (words.empty() || !t_.has(words.first, tag::anaphor) || t_.is(words.first, "på") || t_.is(words.first, "så"))
        return false;
    const bool this_one = t_.is(words.first, "detta");
    if (this_one && words.size() > 1 && t_.is(words.first + 1, "för")) return true;
    for (auto i = words.first + 1; i < std::min(words.last, words.first + 4); ++i)
        if ((t_.has(i, tag::means_verb) || t_.is(i, "innebär") || t_.is(i, "betyder")) &&
            (this_one || t_.is(words.first, "det")))
            return true;
    return false;
}

std::optional<promise> pledge_reader::states(std::size_t i, range words) const {
    auto p = stated_in(t_, words, parties_);
    if (!p || p->modality != modality::shall || in_list(i)) return p;
    if (p->committed && may_hold_pledges(i)) return p;
    // Under "Löften" stands what is promised, also where nothing is counted.
    const auto& kinds = doc_.sections[doc_.sentences[i].section].kinds;
    auto at = words.first;
    const bool own = has(kinds, section_kind::pledges) && !actors_from(t_, at, words.last, parties_).empty();
    return own || tells_how_much(t_, words) || tells_occasions(t_, words) ? p : std::nullopt;
}

// "Nu vill vi berätta vad vi lovar", "… ska visa hur vi gör": what is told is the document itself.
static bool tells_of_promises(const manuscript& t, range behind_verb) {
    constexpr std::size_t reach = 14;
    const auto end = std::min(behind_verb.last, behind_verb.first + reach);
    for (auto i = behind_verb.first; i + 2 < end; ++i) {
        const bool tells = t.is(i, "berätta") || t.is(i, "beskriva") || t.is(i, "visa") || t.is(i, "förklara") ||
                           t.is(i, "redogöra") || t.is(i, "sammanfatta");
        if (!tells) continue;
        for (auto k = i + 1; k + 1 < std::min(behind_verb.last, i + 5); ++k)
            if ((t.is(k, "vad") || t.is(k, "hur")) && t.has(k + 1, tag::we))
                return t.any({k, behind_verb.last}, tag::pledge_verb) || t.is(k + 2, "ska") || t.is(k + 2, "tänker") ||
                       t.is(k + 2, "gör");
    }
    return false;
}

// "… lovar er det som står nedan", "… lovar invånarna en tryggare sommar": what is promised stands below.
bool pledge_reader::leads_below(std::size_t i, range words) const {
    const auto verb = find_promise_verb(t_, words);
    if (verb == words.last) return false;
    if (tells_of_promises(t_, {verb + 1, words.last})) return true;
    bool infinitive = false, this_below = false; // "Vi lovar detta för 2031"
    auto better = words.last;
    for (auto k = verb + 1; k < words.last; ++k) {
        infinitive = infinitive || t_.is(k, "att");
        this_below = this_below || (t_.is(k, "detta") && k <= verb + 2);
        if (t_.has(k, tag::better) && (t_.is(k - 1, "en") || t_.is(k - 1, "ett"))) better = k;
    }
    auto noun = better;
    while (noun < words.last && (t_.has(noun, tag::better) || t_.has(noun, tag::conjunction)))
        ++noun;
    const bool at_end = noun + 1 == words.last || (noun + 2 == words.last && t_.is(noun + 1, "."));
    // What becomes better is often a season, which would say when.
    if (t_.has(verb, tag::pledge_verb) && at_end && !infinitive) return !tells_how_much(t_, {words.first, better - 1});
    if (t_.has(verb, tag::pledge_verb) && this_below && !infinitive) return !tells_how_much(t_, words);
    return points_below(i, words) && !tells_how_much(t_, words);
}

// "det som står här", "följande löften", or "följande …" right before a list.
bool pledge_reader::points_below(std::size_t i, range words) const {
    constexpr std::size_t last_words = 4;
    auto last = words.last;
    while (last > words.first && t_[last - 1].kind == token_kind::mark)
        --last;
    const bool listed = leads_list(i);
    for (auto k = last > words.first + last_words ? last - last_words : words.first; k < last; ++k) {
        const bool at_end = k + 1 == last;
        if (t_.is(k, "följande") && (at_end || listed || t_.any({k + 1, last}, tag::pledge_noun))) return true;
        if (k == words.first || !t_.is(k - 1, "som")) continue;
        if (t_.is(k, "följer") && (at_end || t_.is(k + 1, "nedan") || t_.is(k + 1, "här"))) return true;
        if (t_.is(k, "står") && (listed || t_.is(last - 1, "här") || t_.is(last - 1, "nedan"))) return true;
    }
    return false;
}

void pledge_reader::read(std::size_t i, found_area& area) {
    const auto& sentence = doc_.sentences[i];
    auto words = without_att(i);
    if (roles_[i].any() || t_.has(words.first, tag::registration)) return;
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
    if (tagged.empty() && is_item(i)) tagged = take_owner_behind(t_, words, parties_);
    if (tagged.empty() && sentence.begins_block) tagged = take_actor(t_, words, parties_);
    if (tagged.empty() && is_item(i) && sentence.begins_block) tagged = tag_behind(i);
    if (tagged.empty() && !doc_.blocks[sentence.block].owner.empty()) tagged = owner_beside(sentence.block);
    if (leads_below(i, words) || (roles_[i].aim && !lead_.labelled)) {
        previous_ = i + 1;
        area.background.push_back(words);
        return;
    }
    // "Polisen ska synas på stationerna. Minst en gång i veckan.", where it is not told before
    const bool how_often = !extended_background_ && !area.pledges.empty() && tells_only_how_often(words) &&
                           !tells_how_much(t_, area.pledges.back().words);
    if (previous_ == i && stands_beside(i, area) && (continues(words) || how_often)) {
        extend(words, area);
        previous_ = i + 1;
        return;
    }
    previous_ = i + 1;
    auto promises = promises_in(t_, words, parties_);
    if (promises.empty())
        if (auto p = states(i, words)) promises.push_back(std::move(*p));
    if (promises.empty() && stands_beside(i, area) && !area.pledges.empty() && may_hold_pledges(i))
        if (auto p = stated_in(t_, words, parties_); p && tells_vaguely(t_, words)) promises.push_back(std::move(*p));
    if (promises.empty() && shall_be(i, words)) promises.push_back({words, {}, modality::shall, true});
    if (promises.empty() && is_served(i, words)) promises.push_back({words, {}, modality::shall, true});
    if (promises.empty() && may_be(i, words)) promises.push_back({words, {}, modality::possibility, true});
    // "Nya lampor. Klart senast den 1 maj.": what, and by when or how often
    if (promises.empty() && goes_on_item(i, words, area)) {
        words.first = area.background.back().first;
        area.background.pop_back();
        promises.push_back({words, lead_.by, modality::shall, false});
    }
    const bool worded = !promises.empty();
    if (!worded) promises = unworded(i, words, tagged);
    for (auto& p : promises) {
        if (!tagged.empty()) p.by = tagged;
        // "Vad lovar polisen?" "Vi ska …"
        if (heading_.open && !heading_.by.empty() && t_.is(p.words.first, "vi")) p.by = heading_.by;
        // "Polisens löfte: Vi kommer att …"
        if (lead_.labelled && !lead_.by.empty() && t_.is(p.words.first, "vi")) p.by = lead_.by;
        if (p.by.empty() && lead_.open && (is_item(i) || heading_.open || lead_.labelled)) p.by = lead_.by;
        // "Kommunen ska … Det ska även göras …"
        const bool more = t_.has(p.words.first, tag::anaphor) || tells_of_part(p.words);
        const bool goes_on =
            (p.modality != modality::possibility && more) || (!sentence.begins_block && tells_end(p.words));
        if (p.by.empty() && goes_on && !area.pledges.empty() && !extended_background_) p.by = area.pledges.back().by;
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
    if (!doc_.sentences[i].begins_block && tagged.empty() && !lead_.labelled) return {};
    if (!in_list(i) && !heading_.open && tagged.empty()) return {};
    const bool infinitive = t_.is_word(words.first) && t_.folded(words.first).ends_with("a") &&
                            !t_.has(words.first, tag::pronoun_a) && lead_.open;
    // "Belysningen ses över": among items that promise, done by whoever promises them
    const bool done = is_item(i) && may_hold_pledges(i) && !heading_.open && t_.any(words, tag::means_verb) &&
                      !t_.any(words, tag::resident);
    const bool bound = done || t_.has(words.first, tag::bound_word) || t_.is_number(words.first);
    const bool told = lead_.labelled && !tells_how_much(t_, words);
    if (told ||
        (tagged.empty() && !lead_.open && !bound && !infinitive && !(may_hold_pledges(i) && tells_how_much(t_, words))))
        return {};
    const bool effort = t_.has(words.first, tag::effort_verb) && words.size() > 2 &&
                        (t_.is(words.first + 1, "för") || t_.is(words.first + 2, "för"));
    auto by = lead_.by;
    if (by.empty()) by = doer_of(words);
    return {{words, by, effort ? modality::effort : lead_.modality, false}};
}

// "Skolan och polisen har temadag …", "Butikskontakter: polisen besöker …": who stands first, before a verb.
std::vector<std::string> pledge_reader::doer_of(range words) const {
    auto at = words.first;
    for (auto i = words.first; i < words.last && i - words.first < most_label_words; ++i)
        if (t_.is(i, ":")) at = i + 1;
    auto by = actors_from(t_, at, words.last, parties_);
    const bool verb = at < words.last && t_.is_word(at) && !t_[at].capital &&
                      (t_.has(at, tag::finite) || t_.folded(at).ends_with('r'));
    return verb ? by : std::vector<std::string>{};
}

// Not where the picture or the aims are told, of which much is counted too.
bool pledge_reader::may_hold_pledges(std::size_t i) const {
    const auto& kinds = doc_.sections[doc_.sentences[i].section].kinds;
    return !has(kinds, section_kind::basis) && !has(kinds, section_kind::aims);
}

// The sentence before becomes, or grows as, a pledge.
void pledge_reader::extend(range words, found_area& area) {
    const bool promises =
        find_promise_verb(t_, words) != words.last || t_.any(words, tag::means_verb) || tells_resident(words);
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
