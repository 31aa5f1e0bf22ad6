#include "reading/document_roles.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t announced_reach = 7; // words between the number and "områden"
constexpr double most_areas = 25;

bool says_validity(const manuscript& t, range s) {
    const auto verb = t.find(s, tag::valid_verb);
    if (verb == s.last) return false;
    const range near{verb > s.first + 8 ? verb - 8 : s.first, std::min(verb + 8, s.last)};
    const bool they = verb > s.first && (t.is(verb - 1, "de") || t.is(verb - 1, "dessa"));
    if (!they && !t.any(near, tag::valid_thing)) return false;
    for (auto i = s.first; i < s.last; ++i)
        if (t.is_number(i) || t.is(i, "år") || t.is(i, "tillsvidare") || t.is(i, "vidare") || t.is(i, "nytt") ||
            t.is(i, "förlängas") || t.is(i, "förlängs"))
            return true;
    return false;
}

// "hur uppföljningen ska ske" tells what a plan holds, not how one follows up.
bool is_asked(const manuscript& t, std::size_t i, std::size_t from) {
    for (auto k = i; k > from && i - k < 3;)
        if (--k, t.is(k, "hur") || t.is(k, "vilka") || t.is(k, "vad")) return true;
    return false;
}

// "kommunicera ut uppföljning": what is told, not what is done.
bool is_told(const manuscript& t, std::size_t i, std::size_t from) {
    for (auto k = i; k > from && i - k < 4;)
        if (--k, t.has(k, tag::tell)) return true;
    return false;
}

bool says_follow_up(const manuscript& t, range s, bool own_section, bool within_area) {
    for (auto i = s.first; i < s.last; ++i) {
        if (t.has(i, tag::follow_verb))
            for (auto k = i + 1; k < std::min(s.last, i + 9); ++k)
                if (t.is(k, "upp") || (t.folded(i).starts_with("st") && t.is(k, "av"))) {
                    const range before{s.first, i};
                    if (!within_area || t.any(before, tag::obliging)) return true;
                }
        const bool evaluates = t.has(i, tag::evaluate) && !t.has(i, tag::tell);
        if (!evaluates && !t.has(i, tag::revise)) continue;
        if (is_asked(t, i, s.first) || is_told(t, i, s.first)) continue;
        if (own_section || t.any(s, tag::obliging)) return true;
    }
    return false;
}

bool says_feedback(const manuscript& t, range s, bool own_section, bool within_area) {
    const auto tells = t.find(s, tag::tell);
    const bool strong = t.any(s, tag::strong_tell);
    const bool channel = t.any(s, tag::channel_web) || t.any(s, tag::channel_social) || t.any(s, tag::social) ||
                         t.any(s, tag::channel_press) || t.any(s, tag::media_word) ||
                         t.any(s, tag::channel_household) || t.any(s, tag::channel_police_site);
    if (own_section) return strong || tells != s.last || channel;
    if (strong) return !within_area || channel || t.any(s, tag::tell_result);
    if (tells == s.last) return false;
    for (auto i = s.first; i < s.last; ++i)
        if (t.has(i, tag::tell_result) && (i > tells ? i - tells : tells - i) <= 8)
            return !within_area || i > tells || channel;
    return false;
}

bool says_basis(const manuscript& t, range s) {
    constexpr tag kinds[] = {tag::basis_survey,  tag::basis_web,        tag::basis_dialogue,
                             tag::basis_staff,   tag::basis_statistics, tag::basis_picture,
                             tag::basis_council, tag::basis_walk,       tag::council_of};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](tag k) { return t.any(s, k); });
}

void tell(const manuscript& t, range s, const sentence_role& r) {
    const auto say = [&](bool holds, std::string_view value, std::initializer_list<tag> decided) {
        if (holds) t.tell(rule::role, value, s, {decided.begin(), decided.size()});
    };
    say(r.announces, "announces", {tag::area_noun});
    say(r.validity, "validity", {tag::valid_verb, tag::valid_thing});
    say(r.follow_up, "follow_up", {tag::follow_verb, tag::evaluate, tag::revise, tag::upp});
    say(r.feedback, "feedback",
        {tag::tell, tag::strong_tell, tag::tell_result, tag::channel_web, tag::channel_social, tag::social,
         tag::channel_press, tag::media_word, tag::channel_household, tag::channel_police_site});
}

} // namespace

int announced_areas(const manuscript& t, range words) {
    for (auto i = words.first; i < words.last; ++i) {
        const double n = t.is_number(i) ? t[i].value : number_word(t.folded(i));
        if (n < 2 || n > most_areas || (t.is_number(i) && t[i].digits > 2)) continue;
        for (auto k = i + 1; k < std::min(words.last, i + announced_reach); ++k) {
            if (t.has(k, tag::area_noun)) return static_cast<int>(n);
            if (t.has(k, tag::preposition) || t.has(k, tag::finite) || t.is(k, ",") || t.is(k, ".")) break;
        }
    }
    return 0;
}

std::vector<sentence_role> roles_of(const manuscript& t, const std::vector<section>& sections,
                                    const std::vector<sentence>& sentences) {
    std::vector<sentence_role> roles(sentences.size());
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto s = sentences[i].words;
        const auto& kinds = sections[sentences[i].section].kinds;
        auto& r = roles[i];
        r.announced = announced_areas(t, s);
        r.announces = r.announced > 0;
        r.basis = says_basis(t, s);
        if (has(kinds, section_kind::contact)) continue;
        r.validity = says_validity(t, s);
        if (has(kinds, section_kind::basis) || has(kinds, section_kind::aims)) {
            if (t.is_told()) tell(t, s, r);
            continue;
        }
        const bool area = has(kinds, section_kind::area);
        r.feedback = says_feedback(t, s, has(kinds, section_kind::feedback), area);
        r.follow_up = says_follow_up(t, s, has(kinds, section_kind::follow_up), area);
        if (t.is_told()) tell(t, s, r);
    }
    return roles;
}

} // namespace reading::doc
