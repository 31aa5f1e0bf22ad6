#include "reading/document_pledges.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

constexpr std::size_t tag_words = 8;

} // namespace

std::vector<std::string> take_tag(const manuscript& t, range& words, const found_parties& parties) {
    auto end = words.last;
    while (end > words.first && (t.is(end - 1, ".") || t.is(end - 1, ";")))
        --end;
    if (end == words.first || !t.is(end - 1, ")")) return {};
    for (auto i = end - 1; i > words.first && end - i < tag_words; --i) {
        if (!t.is(i - 1, "(")) continue;
        const range inner{i, end - 1};
        auto actors = actors_in(t, inner, parties);
        if (actors.empty() || t.any(inner, tag::finite)) return {};
        words.last = i - 1;
        return actors;
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
    const auto verb = find_promise_verb(t_, words);
    const auto promises = promises_in(t_, words, parties_);
    lead_.by = !promises.empty() ? promises.front().by : actors_in(t_, words, parties_);
    lead_.modality = promises.empty() ? modality::shall : promises.front().modality;
    lead_.open = verb != words.last || !lead_.by.empty();
    return lead_.open && !is_item(i);
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

void pledge_reader::read(std::size_t i, found_area& area) {
    const auto& sentence = doc_.sentences[i];
    auto words = sentence.words;
    if (roles_[i].any()) return;
    if (!is_item(i) && sentence.begins_block) lead_ = lead{};
    if (take_lead(i, words)) return;
    const auto tagged = take_tag(t_, words, parties_);
    if (words.empty()) return;
    if (!sentence.begins_block && previous_ == i && continues(words)) {
        extend(words, area);
        previous_ = i + 1;
        return;
    }
    previous_ = i + 1;
    auto promises = promises_in(t_, words, parties_);
    const bool worded = !promises.empty();
    if (!worded) promises = unworded(i, words, tagged);
    for (auto& p : promises) {
        if (!tagged.empty()) p.by = tagged;
        if (p.by.empty() && lead_.open && is_item(i)) p.by = lead_.by;
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
    if (!is_item(i) || !(doc_.sentences[i].begins_block || !tagged.empty())) return {};
    const bool infinitive = t_.is_word(words.first) && t_.folded(words.first).ends_with("a") &&
                            !t_.has(words.first, tag::pronoun_a) && lead_.open;
    const bool bound = t_.has(words.first, tag::bound_word) || t_.is_number(words.first);
    if (tagged.empty() && !lead_.open && !bound && !infinitive) return {};
    const bool effort = t_.has(words.first, tag::effort_verb) && words.size() > 2 &&
                        (t_.is(words.first + 1, "för") || t_.is(words.first + 2, "för"));
    return {{words, lead_.by, effort ? modality::effort : lead_.modality, false}};
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
