#include "reading/document_sections.hpp"

#include "reading/document_leads.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace reading::doc {

namespace {

struct heading_rule {
    tag word;
    section_kind kind;
};

// In the order of their weight: "Uppföljning av medborgarlöftet" is about following up, "Syfte" before "löfte".
constexpr std::array<heading_rule, 12> rules{{
    {tag::sec_contact, section_kind::contact},
    {tag::sec_signatures, section_kind::signatures},
    {tag::sec_plan, section_kind::plan},
    {tag::sec_follow_up, section_kind::follow_up},
    {tag::sec_feedback, section_kind::feedback},
    {tag::sec_aims, section_kind::aims},
    {tag::sec_basis, section_kind::basis},
    {tag::sec_validity, section_kind::validity},
    {tag::sec_agreement, section_kind::agreement},
    {tag::sec_other, section_kind::other},
    {tag::sec_areas, section_kind::areas},
    {tag::sec_pledges, section_kind::pledges},
}};

constexpr std::size_t structural_within = 5; // words from the heading's beginning
constexpr double most_area_number = 30;
constexpr std::size_t most_inner_words = 3;

constexpr std::array<std::string_view, static_cast<std::size_t>(section_kind::count)> kind_names{
    "cover",    "basis", "agreement",  "aims",    "areas",    "pledges", "follow_up",
    "feedback", "plan",  "signatures", "contact", "validity", "other",   "area"};

void set(section_kinds& all, section_kind k) { all.set(static_cast<std::size_t>(k)); }

// "Fokusområde 2: Trafik", "Löfte 1 – Trafik", "Prioriterat område Trafik" → "Trafik".
range area_name(const manuscript& t, range h) {
    auto i = h.first;
    bool numbered = false, worded = false;
    // "Utmaning 2: Fortkörning"
    const bool counted = h.size() > 1 && (t.has(i, tag::sec_problem) || t.is(i, "åtagande")) && t.is_number(i + 1);
    // "Kort 2 – Trafik", but not "Kort om löftet"
    const bool card = h.size() > 2 && t.has(i, tag::area_card) && t.is_number(i + 1);
    if (card) ++i;
    // "Vårt andra löfte – en trygg station"
    if (h.size() > 3 && (t.is(i, "vårt") || t.is(i, "det")) &&
        (t.folded(i + 1).ends_with("te") || t.folded(i + 1).ends_with("nde") || t.folded(i + 1).ends_with("dje") ||
         t.is(i + 1, "första") || t.is(i + 1, "andra")) &&
        t.folded(i + 2).starts_with("löfte") && (t.is(i + 3, "-") || t.is(i + 3, ":")))
        return {i + 4, h.last};
    while (i < h.last && (t.has(i, tag::area_word) || ((t.has(i, tag::pledge_noun) || counted) && i == h.first))) {
        ++i;
        worded = true;
    }
    // "Löfte nr 1: Torget"
    if (worded && i + 1 < h.last && t.is(i, "nr")) i += t.is(i + 1, ".") ? 2u : 1u;
    const bool letter = worded && i + 1 < h.last && t[i].capital && t.folded(i).size() == 1 && t.is(i + 1, ":");
    // "Medborgarlöfte 1 april 2031"
    const bool dated = i + 1 < h.last && (t.has(i + 1, tag::month) || t.is(i + 1, "/"));
    if (i < h.last && !dated && (letter || (t.is_number(i) && t[i].value <= most_area_number))) {
        ++i;
        numbered = true;
    }
    const bool marked = i < h.last && (t.is(i, ":") || t.is(i, "-") || t.is(i, "."));
    worded = worded || card;
    if (!worded || !(numbered || marked || t.has(h.first, tag::area_word))) return {h.first, h.first};
    while (i < h.last && (t.is(i, ":") || t.is(i, "-") || t.is(i, ".")))
        ++i;
    if (i == h.last && !numbered) return {h.first, h.first};           // "Medborgarlöften:" names none
    if (names_only_parties(t, {i, h.last})) return {h.first, h.first}; // "Medborgarlöfte – Norrby kommun"
    return {i, h.last};
}

std::string key_of(const manuscript& t, range w) {
    std::string key;
    for (auto i = w.first; i < w.last; ++i)
        if (t.is_word(i)) key.append(t.folded(i)) += ' ';
    return key;
}

// "Problem", "Löften" below an area's heading. One "Bakgrund" or "Mål" is the whole document's, wherever it stands.
bool is_inner(const manuscript& t, const section& s) {
    if (s.heading.size() > most_inner_words || !t.has(s.heading.first, tag::sec_inner)) return false;
    return has(s.kinds, section_kind::pledges) || t.has(s.heading.first, tag::sec_problem);
}

// The same "Bakgrund" or "Mål" under several areas belongs to each of them.
void nest(const manuscript& t, std::vector<section>& sections) {
    std::unordered_map<std::string, std::size_t> times;
    for (const auto& s : sections)
        if (!s.heading.empty()) ++times[key_of(t, s.heading)];
    std::size_t area = 0;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        auto& s = sections[i];
        s.parent = i;
        if (has(s.kinds, section_kind::area))
            area = i;
        else if (area > 0 && (s.leads || is_inner(t, s) || times[key_of(t, s.heading)] > 1))
            s.parent = area;
        else
            area = 0;
    }
}

void tell(const manuscript& text, const section& s) {
    std::string value;
    std::vector<tag> decided;
    for (std::size_t k = 0; k < kind_names.size(); ++k)
        if (s.kinds[k]) value += (value.empty() ? "" : " ") + std::string{kind_names[k]};
    for (const auto& r : rules)
        if (has(s.kinds, r.kind)) decided.push_back(r.word);
    if (has(s.kinds, section_kind::area)) decided.push_back(tag::area_word);
    text.tell(rule::section, value, s.heading, decided);
}

} // namespace

bool heads_area(const manuscript& t, range h) {
    const auto name = area_name(t, h);
    return name.first != h.first;
}

range name_in_heading(const manuscript& t, range heading) {
    auto name = area_name(t, heading);
    if (name.first == heading.first) name = heading;
    while (!name.empty() && t.is(name.last - 1, ":"))
        --name.last;
    return name;
}

// "Tidiga insatser" names an area, "Insatser" and "Våra åtgärder" the plan.
static bool heads_plan_section(const manuscript& t, range head) {
    const auto at = t.find(head, tag::sec_plan);
    const auto& word = t.folded(at);
    const bool weak = word == "insatser" || word == "åtgärder" || word == "aktiviteter";
    // "Plan för uppföljning" heads that, and "Planen bygger på" what lies behind it.
    if (word == "plan" || word == "planen")
        return (at == head.first || t.is_number(at - 1) || t.has(at - 1, tag::genitive_own)) &&
               !t.any(head, tag::sec_follow_up) && !t.any(head, tag::sec_feedback) && !t.any(head, tag::sec_basis) &&
               !t.any(head, tag::sec_aims);
    return !weak || at == head.first || t.is_number(at - 1) || t.has(at - 1, tag::genitive_own) ||
           t.has(at - 1, tag::conjunction) || t.has(at - 1, tag::lead_small) || t.is(at - 1, "planerade");
}

// "Vi vill" heads aims, "Vi vill höra vad du tycker" none.
static bool wishes_more(const manuscript& t, range head) {
    std::size_t words = 0, aims = 0;
    for (auto i = head.first; i < head.last; ++i) {
        words += t.is_word(i);
        aims += t.has(i, tag::sec_aims) && !t.has(i, tag::wish);
    }
    return aims == 0 && words > most_inner_words + 1;
}

// "V I  L O V A R": letters drawn apart, which no table knows.
static bool is_spaced_out(const manuscript& t, range head) {
    for (auto i = head.first; i < head.last; ++i)
        if (t[i].length() > 1) return false;
    return head.size() > most_inner_words;
}

static bool joins_basis(const manuscript& t, range head) {
    for (auto i = head.first + 1; i + 1 < head.last; ++i)
        if (t.has(i, tag::conjunction) && ((t.has(i - 1, tag::sec_basis) && t.has(i + 1, tag::sec_aims)) ||
                                           (t.has(i - 1, tag::sec_aims) && t.has(i + 1, tag::sec_basis))))
            return true;
    return false;
}

// "Del 1. Så gick det": the words behind the part's number.
static range past_part(const manuscript& t, range h) {
    if (h.size() < 4 || !t.is(h.first, "del") || !t.is_number(h.first + 1)) return h;
    return {h.first + (t[h.first + 2].kind == token_kind::mark ? 3u : 2u), h.last};
}

bool looks_back(const manuscript& t, range h) {
    bool past = false, year = false;
    for (auto i = h.first; i < h.last; ++i) {
        past = past || t.is(i, "gick") || t.is(i, "blev") || t.is(i, "gjorde") || t.is(i, "hölls");
        year = year || (t.is_number(i) && t[i].digits == 4) || t.is(i, "förra");
    }
    return past && year;
}

// "Om löftet", "Om kommunen"; but "Om trafik" names an area.
static bool is_about(const manuscript& t, range head) {
    if (!t.is(head.first, "om")) return false;
    bool known = head.size() > most_inner_words + 1 || head.size() < 2;
    for (auto i = head.first + 1; i < head.last; ++i) {
        const auto& word = t.folded(i);
        known = known || t[i].place != no_place || t.has(i, tag::pledge_noun) || t.has(i, tag::document_noun) ||
                t.has(i, tag::we) || word.ends_with("et") || word.ends_with("en") || word.ends_with("na") ||
                word == "oss";
    }
    return known;
}

// "Till dig som bor i Norrby", "Hej alla grannar": to whom a letter is written.
static bool greets(const manuscript& t, range head) {
    const auto first = head.first;
    if (t.is(first, "hej") || t.is(first, "kära") || t.is(first, "bästa")) return true;
    if (t.has(first, tag::sec_feedback)) return false; // "Besked till dig som bor här"
    const bool to = t.is(first, "till");               // "Stöd till unga" names an area
    for (auto i = first + 1; i < head.last; ++i)
        if ((to || t.is(i - 1, "till")) && (t.is(i, "dig") || t.is(i, "er") || (to && t.has(i, tag::resident))))
            return true;
    return false;
}

section_kinds sections_of_heading(const manuscript& text, range whole) {
    section_kinds found;
    const auto heading = past_part(text, whole);
    if (heads_area(text, heading)) return found;
    if (looks_back(text, heading)) {
        set(found, section_kind::other);
        return found;
    }
    if (names_only_parties(text, heading)) set(found, section_kind::agreement);
    if (is_about(text, heading) || greets(text, heading) || is_spaced_out(text, heading))
        set(found, section_kind::agreement);
    if (heading.size() <= most_inner_words && text.has(heading.first, tag::sec_problem))
        set(found, section_kind::basis);
    if (found.any()) return found;
    bool onward = false; // "Hur vi arbetar vidare"
    for (auto i = heading.first; i < heading.last; ++i) {
        onward = onward || text.is(i, "vidare");
        // "Det här lovade vi förra gången"
        if (text.is(i, "lovade") || text.is(i, "förra")) {
            set(found, section_kind::other);
            return found;
        }
    }
    // "Hur vet du att vi håller löftet?", "Så går det"
    const bool how = text.is(heading.first, "hur") || text.is(heading.first, "så") || text.is(heading.first, "vad");
    const bool assured = text.is(heading.first, "hur") && heading.size() > 1 && text.is(heading.first + 1, "vet");
    // "Vad händer sen?"
    const bool next = text.is(heading.first, "vad") && heading.size() > 2 && heading.size() < 6 &&
                      text.is(heading.first + 1, "händer") && text.is(heading.last - 1, "?");
    const bool told = how && (onward || text.any(heading, tag::kept)) && !text.any(heading, tag::sec_follow_up);
    if (told || next || assured) {
        set(found, section_kind::follow_up);
        set(found, section_kind::feedback);
        return found;
    }
    // "Hur får du reda på resultatet?"
    for (auto i = heading.first + 1; how && i < heading.last; ++i)
        if (text.is(i, "reda") && (text.is(i - 1, "du") || text.is(i - 1, "ni") || text.is(i - 1, "får"))) {
            set(found, section_kind::feedback);
            return found;
        }
    // "Löftet bygger på"
    const bool marked = (text.is(heading.last - 1, ":") || text.is(heading.last - 1, "?")) && heading.size() > 1;
    const auto last = heading.last - (marked ? 2 : 1);
    if (text.any(heading, tag::ground) && (text.is(last, "på") || text.is(last, "från") || text.is(last, "av"))) {
        set(found, section_kind::basis);
        return found;
    }
    range head = heading;
    std::size_t words = 0;
    for (auto i = heading.first; i < heading.last; ++i)
        if (text.is_word(i) && ++words == structural_within) head.last = i + 1;
    auto said = text.all(head);
    for (const auto& r : rules) {
        if (!has(said, r.word)) continue;
        if (r.kind == section_kind::plan && !heads_plan_section(text, head)) continue;
        if (r.kind == section_kind::aims && wishes_more(text, head)) continue;
        set(found, r.kind);
        // "Bakgrund och syfte" tells both.
        if (r.kind == section_kind::aims && joins_basis(text, head)) set(found, section_kind::basis);
        // "Uppföljning och återkoppling" is both; else the weightiest word decides.
        if (r.kind != section_kind::follow_up && r.kind != section_kind::feedback) break;
        if (r.kind == section_kind::feedback) break;
        if (!text.any(heading, tag::sec_feedback)) break;
        head = heading;
        said = text.all(head);
    }
    // "Norrby kommuns och polisens medborgarlöfte".
    if (found.none())
        for (auto i = heading.first; i < heading.last; ++i)
            if (text.folded(i).starts_with("medborgarlöfte")) set(found, section_kind::pledges);
    // "Vad tycker ni?": what is asked names no area.
    if (found.none() && text.is(heading.last - 1, "?")) set(found, section_kind::other);
    return found;
}

// "Snabba besked", "Koll på farten", "Dialog med unga": words that head other parts, where they tell of no such thing.
static bool names_area_loosely(const manuscript& t, range head) {
    constexpr std::size_t most_words = 5;
    static constexpr std::array<std::string_view, 8> loose{"besked", "koll",   "kollar",   "information",
                                                           "info",   "dialog", "dialogen", "kontakt"};
    if (head.size() < 2 || head.size() > most_words || t.any(head, tag::pledge_noun) || t.any(head, tag::asking) ||
        t.is(head.last - 1, ":") || t.is(head.last - 1, "?"))
        return false;
    bool found = false;
    for (auto i = head.first; i < head.last; ++i) {
        const bool is_loose = std::any_of(loose.begin(), loose.end(), [&](std::string_view w) { return t.is(i, w); });
        found = found || is_loose;
        // "Information till invånarna", "Uppföljning och information"
        const bool told = t.has(i, tag::resident) && t.folded(i).ends_with("na");
        if (told || t.is(i, "dig") || t.is(i, "er")) return false;
        if (!is_loose && (t.has(i, tag::sec_follow_up) || t.has(i, tag::sec_feedback) || t.has(i, tag::sec_basis)))
            return false;
    }
    return found;
}

// Most of what stands there is promised, and nothing tells how it is followed up or told.
static bool only_promises(const manuscript& t, const std::vector<block>& blocks, const section& s) {
    constexpr std::array<tag, 8> others{tag::channel_web,   tag::channel_social, tag::channel_household,
                                        tag::channel_press, tag::tell_result,    tag::obliging,
                                        tag::evaluate,      tag::ground};
    std::size_t promised = 0, all = 0;
    for (auto b = s.first_block; b < s.last_block; ++b) {
        const auto& block = blocks[b];
        if (block.kind == block_kind::row) return false;
        // The telephone numbers at the end of a page stand below its last heading.
        if (block.kind == block_kind::logo || block.signature ||
            (promised > 0 && block.gap > 0 && block.kind == block_kind::paragraph))
            break;
        if (std::any_of(others.begin(), others.end(), [&](tag o) { return t.any(block.words, o); })) return false;
        promised += t.any(block.words, tag::modal) || t.any(block.words, tag::pledge_verb) ||
                    (t.has(block.words.first, tag::we) && block.kind == block_kind::bullet);
        ++all;
    }
    return promised > 0 && promised * 2 > all;
}

std::vector<section> make_sections(const manuscript& text, const std::vector<block>& blocks) {
    std::vector<section> sections;
    section cover;
    set(cover.kinds, section_kind::cover);
    sections.push_back(cover);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind != block_kind::heading) {
            if (blocks[i].ends_area) {
                section rest;
                set(rest.kinds, section_kind::other);
                rest.first_block = i;
                sections.push_back(rest);
            }
            sections.back().last_block = i + 1;
            continue;
        }
        section s;
        s.heading = blocks[i].words;
        s.number = blocks[i].number;
        s.first_block = s.last_block = i + 1;
        s.leads = blocks[i].leads;
        if (s.heading.empty())
            set(s.kinds, section_kind::cover);
        else if (s.leads)
            set(s.kinds, section_kind::pledges);
        else if (!blocks[i].names_area)
            s.kinds = sections_of_heading(text, s.heading);
        if (s.kinds.none()) {
            set(s.kinds, section_kind::area);
            s.name = name_in_heading(text, s.heading);
        }
        if (text.is_told()) tell(text, s);
        sections.push_back(s);
    }
    for (auto& s : sections)
        if (names_area_loosely(text, s.heading) && only_promises(text, blocks, s)) {
            s.kinds.reset();
            set(s.kinds, section_kind::area);
            s.name = name_in_heading(text, s.heading);
        }
    nest(text, sections);
    return sections;
}

} // namespace reading::doc
