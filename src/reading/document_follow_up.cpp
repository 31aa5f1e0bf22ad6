#include "reading/document_follow_up.hpp"

#include "reading/document_dates.hpp"
#include "reading/document_pledges.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t owner_reach = 12;    // words from "polisens" to "webbplats"
constexpr std::size_t most_date_words = 9; // "Norrby den 5 maj 2025"
constexpr std::size_t most_forum_words = 9;
constexpr std::size_t most_matters = 6;     // words of "för trygghet och hälsa"
constexpr std::size_t meeting_reach = 5;    // words from "träff" to where one meets
constexpr std::size_t household_reach = 11; // words from a paper's name to those who get it

// "Norrby den 5 maj 2025", "Norrby i maj 2025" below the text.
bool is_place_and_date(const manuscript& text, range words) {
    if (words.size() > most_date_words || text.any(words, tag::finite)) return false;
    for (auto i = words.first; i < words.last; ++i) {
        const bool month = text.has(i, tag::month) && i + 1 < words.last && text.is_number(i + 1) &&
                           text[i + 1].digits == 4 && !ends_sentence(text, words);
        if (month || date_at(text, i, words.last)) return true;
        // "En rapport lämnas senast den 5 maj 2025" is more.
        if (!text[i].capital && !text.has(i, tag::date_label) && !text.has(i, tag::preposition) &&
            !text.has(i, tag::conjunction) && !text.is(i, ","))
            return false;
    }
    return false;
}

// The sentences with a role, or all of the role's own section where none has it.
std::vector<range> sentences_with(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                                  bool sentence_role::*role, section_kind own) {
    std::vector<range> found;
    bool any = false;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const auto& s = doc.sentences[i];
        const auto& kinds = doc.sections[s.section].kinds;
        // Under a heading that is about following up alone, all that is said of it.
        const bool own_only = own == section_kind::follow_up && has(kinds, own) &&
                              !has(kinds, section_kind::feedback) && doc.sections[s.section].parent == s.section &&
                              !roles[i].any();
        // "på webbplatsen:", and below it "varje kvartal"
        const bool how_often = own == section_kind::feedback && s.item && has(kinds, own) && !roles[i].any() &&
                               !found.empty() && doc.sections[s.section].parent == s.section &&
                               s.words.size() <= most_date_words && !is_place_and_date(text, s.words) &&
                               tells_how_much(text, s.words);
        any = any || roles[i].*role;
        if (roles[i].*role || how_often ||
            (own_only && !is_place_and_date(text, s.words) && !text.has(s.words.first, tag::decided_label)))
            found.push_back(s.words);
    }
    for (const auto& r : roles)
        any = any || r.undecided;
    if (any) return found;
    found.clear();
    const auto said = own == section_kind::follow_up ? tag::sec_follow_up : tag::sec_feedback;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const auto& s = doc.sentences[i];
        const auto& section = doc.sections[s.section];
        // "Vad händer sen?" may be answered by one of both alone.
        const bool other = roles[i].any() && !text.any(section.heading, said);
        if (has(section.kinds, own) && section.parent == s.section && !other) found.push_back(s.words);
    }
    return found;
}

class forum_finder {
  public:
    explicit forum_finder(const manuscript& text) : t_{text} {}

    void read(range s) {
        for (auto i = s.first; i < s.last; ++i) {
            if (!t_.has(i, tag::forum) || t_.has(i, tag::no_forum)) continue;
            range name{start_of(i, s.first), i + 1};
            // "BRÅ:s arbetsgrupp" is one.
            if (i + 2 < s.last && t_.is(i + 1, ":") && t_.is(i + 2, "s") && !t_[i + 2].spaced) continue;
            if (name.first > s.first + 1 && t_.is(name.first, "s") && t_.is(name.first - 1, ":")) name.first -= 2;
            // "vid varje möte", "fyra möten per år" name none.
            if (t_.is_number(name.first) || (name.size() > 1 && number_word(t_.folded(name.first)) > 0)) continue;
            if (t_.is(name.first, "sina") || t_.is(name.first, "våra")) continue;
            if (t_.is(name.first, "varje") || t_.is(name.first, "öppet") || t_.is(name.first, "öppna")) continue;
            // "möten mellan polisen och kommunen".
            if (name.last < s.last && t_.is(name.last, "mellan"))
                while (name.last < s.last && name.last - i < most_forum_words && !ends_name(name.last, s))
                    ++name.last;
            name.last = past_matters(name, s.last);
            found_.push_back(name);
            i = name.last - 1;
        }
    }

    std::vector<range> take() { return std::move(found_); }

  private:
    bool ends_name(std::size_t i, range s) const {
        if (t_.is(i, "samt") || t_.is(i, ",") || t_.is(i, ".") || t_.is(i, "där") || t_.is(i, "som")) return true;
        if (t_.is(i, "och")) return i + 1 >= s.last || !(kind_of_word(t_, i + 1) || t_[i + 1].place != no_place);
        return t_.has(i, tag::finite) || (t_.has(i, tag::preposition) && !t_.is(i, "mellan"));
    }

    // "råd för trygghet och hälsa": a word that names no council by itself has what it is for in its name.
    std::size_t past_matters(range name, std::size_t end) const {
        static constexpr std::array<std::string_view, 6> bare{"råd",       "rådet", "nämnden",
                                                              "utskottet", "nämnd", "utskott"};
        const bool alone =
            std::any_of(bare.begin(), bare.end(), [&](std::string_view w) { return t_.is(name.last - 1, w); });
        if (!alone || name.last + 1 >= end || !t_.is(name.last, "för")) return name.last;
        auto i = name.last + 1;
        while (i < end && i - name.last < most_matters && t_.is_word(i) && !t_.has(i, tag::finite) &&
               !t_.has(i, tag::follow_verb) && !t_.has(i, tag::tell) && !t_.has(i, tag::preposition) &&
               !t_.has(i, tag::modal) && !t_.has(i, tag::meeting_verb) && !t_.folded(i).ends_with("lar"))
            ++i;
        // "rådet för trygghet och nämnden"
        while (i > name.last + 1 && t_.has(i - 1, tag::conjunction))
            --i;
        return i > name.last + 1 ? i : name.last;
    }

    // Back to the preposition, comma or verb that the forum's name follows.
    std::size_t start_of(std::size_t i, std::size_t from) const {
        auto start = i;
        while (start > from && i - start < 4) {
            const auto k = start - 1;
            const bool stop = t_[k].kind != token_kind::word || t_.has(k, tag::preposition) ||
                              t_.has(k, tag::conjunction) || t_.has(k, tag::finite) || t_.has(k, tag::follow_verb) ||
                              t_.is(k, "upp") || t_.has(k, tag::modal) || t_.has(k, tag::evaluate) ||
                              t_.has(k, tag::meeting_verb) || t_.has(k, tag::tell);
            if (stop) break;
            start = k;
        }
        while (start < i && (t_.is(start, "de") || t_.is(start, "det") || t_.is(start, "den") || t_.is(start, "ett") ||
                             t_.is(start, "en")))
            ++start;
        return start;
    }

    const manuscript& t_;
    std::vector<range> found_;
};

class channel_finder {
  public:
    explicit channel_finder(const manuscript& text) : t_{text} {}

    void read(range s) {
        for (auto i = s.first; i < s.last; ++i) {
            const range here{i, i + 1};
            if (t_.has(i, tag::channel_web)) websites(i, s);
            if (polisen_se(i, s)) add(channel::police_website, here);
            if (t_.has(i, tag::channel_social)) add(channel::social_media, here);
            if (t_.has(i, tag::media_word)) {
                const bool social = i > s.first && t_.has(i - 1, tag::social);
                add(social ? channel::social_media : channel::press, social ? range{i - 1, i + 1} : here);
            }
            // "nytt" and "posten" end names of papers, and are words of their own.
            const bool word = (t_.is(i, "nytt") || t_.is(i, "posten")) && !t_[i].capital;
            if (t_.has(i, tag::channel_press) && !word && !t_.has(i, tag::channel_household) && !is_household(i, s) &&
                !goes_on_name(i, s) && !is_place_of_meeting(i, s))
                add(channel::press, here);
            if (t_.has(i, tag::channel_household) || is_household(i, s)) add(channel::household_paper, here);
            // "Norrby Nytt"
            if (t_.is(i, "nytt") && t_[i].capital && i > s.first && t_[i - 1].capital) add(channel::press, here);
            if (is_site(t_, i) && !t_.has(i, tag::police)) add(channel::municipality_website, here);
            if (t_.is(i, "sidan") && i > s.first + 1 && (t_.is(i - 1, "här") || t_.is(i - 2, "här")))
                add(channel::municipality_website, here);
            if (t_.has(i, tag::channel_meeting) && !((t_.is(i, "öppna") || t_.is(i, "öppet")) && !open_meeting(i, s)))
                add(channel::meeting, here);
            if (t_.has(i, tag::channel_other) && !is_household(i, s))
                add(is_met_at(i, s) ? channel::meeting : channel::other, here);
        }
    }

    std::vector<std::pair<channel, range>> take() { return std::move(found_); }

  private:
    bool polisen_se(std::size_t i, range s) const {
        return t_.has(i, tag::channel_police_site) ||
               (t_.is(i, "polisen") && i + 2 < s.last && t_.is(i + 1, ".") && t_.is(i + 2, "se"));
    }

    // "tidningen Norrby Nytt", "bladet Nytt": the name of the paper before it
    bool goes_on_name(std::size_t i, range s) const {
        return i > s.first && t_[i].capital &&
               (t_.has(i - 1, tag::channel_press) || t_.has(i - 1, tag::channel_household));
    }

    // "ett öppet möte i Kulturmagasinet"
    bool is_place_of_meeting(std::size_t i, range s) const {
        return i > s.first + 1 && (t_.is(i - 1, "i") || t_.is(i - 1, "på")) &&
               (t_.has(i - 2, tag::channel_meeting) || t_.has(i - 2, tag::forum));
    }

    // "Bladet" may be a newspaper; what goes to every household is none.
    bool is_household(std::size_t i, range s) const {
        const auto& word = t_.folded(i);
        const bool paper = word.ends_with("bladet") || word.ends_with("tidning") || word.ends_with("tidningen") ||
                           word.starts_with("annonsblad") || word.starts_with("nyhetsbrev") || word.ends_with("nytt") ||
                           word.ends_with("magasinet");
        if (!paper) return false;
        if (word.starts_with("kommun") || word.starts_with("hushåll")) return true;
        for (auto k = i; k > s.first && i - k < 4;) // "får alla hushåll tidningen Norrbynytt"
            if (t_.folded(--k).starts_with("hushåll")) return true;
        for (auto k = i + 1; k < std::min(s.last, i + household_reach); ++k) {
            // "Norrbybladet, som går till alla hushåll"
            if (t_.is(k, ",") && k + 1 < s.last && (t_.is(k + 1, "som") || t_.is(k + 1, "vilken"))) continue;
            if (t_.is(k, ",") || t_.has(k, tag::conjunction)) return false;
            if (t_.has(k, tag::channel_household)) return true;
        }
        return false;
    }

    // "på biblioteket den första torsdagen i månaden": one meets there.
    bool is_met_at(std::size_t i, range s) const {
        if (i == s.first || !t_.folded(i).starts_with("bibliotek")) return false;
        // "vid en öppen träff i Norrby bibliotek"
        for (auto k = i; k > s.first && i - k < meeting_reach && !t_.is(k - 1, ",");)
            if (--k, t_.has(k, tag::channel_meeting)) return true;
        if (!t_.is(i - 1, "på")) return false;
        if (i > s.first + 1 && t_.has(i - 2, tag::forum)) return true; // "ett öppet möte på biblioteket"
        for (auto k = s.first; k < s.last; ++k)
            if (t_.is_word(k) && !t_[k].capital && t_.folded(k).find("dag") != std::string::npos &&
                t_.folded(k).size() > 5)
                return true;
        return false;
    }

    bool open_meeting(std::size_t i, range s) const {
        return i + 1 < s.last &&
               (t_.folded(i + 1).find("möt") != std::string::npos || t_.folded(i + 1).starts_with("hus"));
    }

    // "polisens och kommunernas webbplatser": whose they are stands before them; "våra" are all parties'.
    void websites(std::size_t i, range s) {
        const auto from = i - std::min(owner_reach, i - s.first);
        bool police = false, municipal = false, all = false;
        for (auto k = i; k > from;) {
            --k;
            if (t_.has(k, tag::finite) || t_.has(k, tag::tell) ||
                (t_.has(k, tag::channel_web) && (police || municipal)))
                break;
            police = police || t_.folded(k).starts_with("polis");
            municipal =
                municipal || t_.folded(k).starts_with("kommun") || t_.is(k, "stadens") || t_[k].place != no_place;
            all = all || t_.has(k, tag::genitive_own) || t_.has(k, tag::we);
            if (all && !police && !municipal) break; // "i kommunens blad och på parternas webbplatser"
            if (t_.is(k, ",") && (police || municipal)) break;
        }
        // "på kommunens respektive polisens hemsida".
        const range here{i, i + 1};
        const bool nobody = !police && !municipal;
        const bool plural = t_.folded(i).ends_with("er") || t_.folded(i).ends_with("or") ||
                            t_.folded(i).ends_with("erna") || t_.folded(i).ends_with("orna");
        if (municipal || nobody) add(channel::municipality_website, here);
        if (police || (nobody && (all || plural))) add(channel::police_website, here);
    }

    void add(channel c, range w) {
        if (std::none_of(found_.begin(), found_.end(), [&](const auto& f) { return f.first == c; }))
            found_.push_back({c, w});
    }

    const manuscript& t_;
    std::vector<std::pair<channel, range>> found_;
};

} // namespace

found_follow_up find_follow_up(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles) {
    found_follow_up found;
    found.text = sentences_with(text, doc, roles, &sentence_role::follow_up, section_kind::follow_up);
    forum_finder fora{text};
    for (const auto& s : found.text)
        fora.read(s);
    found.fora = fora.take();
    return found;
}

found_feedback find_feedback(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles) {
    found_feedback found;
    found.text = sentences_with(text, doc, roles, &sentence_role::feedback, section_kind::feedback);
    // A table of channels, below its head.
    for (const auto& s : doc.sections)
        for (auto b = s.first_block + 1; has(s.kinds, section_kind::feedback) && b < s.last_block; ++b)
            if (doc.blocks[b].kind == block_kind::row && doc.blocks[b - 1].kind == block_kind::row &&
                !doc.blocks[b].signature && !doc.blocks[b - 1].signature)
                found.text.push_back(doc.blocks[b].words);
    channel_finder channels{text};
    for (const auto& s : found.text)
        channels.read(s);
    found.channels = channels.take();
    return found;
}

} // namespace reading::doc
