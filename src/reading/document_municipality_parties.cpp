#include "reading/document_parties.hpp"

#include "reading/names.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace reading::doc {

namespace {

// How sure a mention is that the municipality is a party.
struct evidence {
    bool strong = false; // title, logo, signature, "avtal mellan"
    bool heard = false;  // "efter samråd med X kommun"
    std::size_t named = 0;
    std::size_t bare_in_head = 0;
};

class municipality_finder {
  public:
    municipality_finder(const manuscript& text, const outline& doc, const std::vector<municipality>& all)
        : text_{text}, doc_{doc}, municipalities_{all}, mentions_{find_mentions(text, doc.blocks)} {
        sentence_of_.resize(doc.blocks.size(), doc.sentences.size());
        for (std::size_t i = doc.sentences.size(); i-- > 0;)
            sentence_of_[doc.sentences[i].block] = i;
    }

    void add_to(found_parties& found) {
        weigh();
        add_municipalities(found);
    }

  private:
    range around(const mention& m) const {
        const auto& all = doc_.sentences;
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(sentence_of_[m.block]);
        const auto last = std::partition_point(first, all.end(), [&](const sentence& s) { return s.block <= m.block; });
        const auto after =
            std::partition_point(first, last, [&](const sentence& s) { return s.words.first <= m.words.first; });
        if (after != first) return std::prev(after)->words;
        return doc_.blocks[m.block].words;
    }

    bool is_title(const block& b) const {
        return b.words.size() < 20 && text_.any(b.words, tag::pledge_noun) &&
               (b.kind == block_kind::heading || b.kind == block_kind::paragraph);
    }

    // "Lars Berg": the name stands behind another and in no list of parties.
    bool is_surname(std::size_t i, const block& b) const {
        const auto before = i - 1;
        return i > b.words.first && text_.is_word(before) && text_[before].capital && !text_.is_upper(before) &&
               !text_.has(before, tag::police) && !text_.has(before, tag::municipal) &&
               !text_.has(before, tag::title_word) && text_[before].place == no_place;
    }

    bool is_strong(const mention& m) const {
        const auto& b = doc_.blocks[m.block];
        if (b.contact) return false;
        if (b.signature && !m.as_municipality && is_surname(m.words.first, b)) return false;
        if (b.kind == block_kind::logo || b.signature) return true;
        if (m.block < head_blocks && is_title(b)) return true;
        if (b.kind == block_kind::heading)
            return m.as_municipality &&
                   (text_.any(b.words, tag::document_noun) || text_.any(b.words, tag::pledge_noun));
        if (!m.as_municipality) return false;
        const auto s = around(m);
        const bool agreed = text_.any(s, tag::between) && text_.any(s, tag::agreement);
        return agreed || (text_.any(s, tag::annex) && text_.any(s, tag::agreement));
    }

    void weigh() {
        for (const auto& m : mentions_) {
            auto& e = evidence_[m.place];
            e.strong = e.strong || is_strong(m);
            e.heard = e.heard || (m.as_municipality && text_.any(around(m), tag::reached));
            e.named += m.as_municipality;
            e.bare_in_head += m.block < head_blocks;
        }
    }

    std::set<std::uint32_t> chosen_places() const {
        std::set<std::uint32_t> chosen;
        std::size_t most = 0, most_bare = 0;
        for (const auto& [place, e] : evidence_) {
            if (e.strong) chosen.insert(place);
            most = std::max(most, e.named);
            most_bare = std::max(most_bare, e.bare_in_head);
        }
        if (!chosen.empty()) {
            for (const auto& [place, e] : evidence_)
                if (e.heard) chosen.insert(place);
            return chosen;
        }
        for (const auto& [place, e] : evidence_)
            if (most > 0 ? e.named == most : (most_bare > 0 && e.bare_in_head == most_bare)) chosen.insert(place);
        return chosen;
    }

    // "Härnösands kommun" as the text writes it; where it only lists names, the name in its official form.
    std::string name_of(std::uint32_t place, ::reading::span& where) const {
        std::string written;
        for (const auto& m : mentions_) {
            if (m.place != place) continue;
            if (where.end == 0) where = text_.span_of(m.words);
            const auto end = m.words.last - 1;
            if (!m.as_municipality || !(text_.is(end, "kommun") || text_.is(end, "stad") || text_.is(end, "kommuns")))
                continue;
            where = text_.span_of(m.words);
            written = text_.is(end, "stad") ? " stad" : "";
            break;
        }
        const auto official = official_name(municipalities_[place].name);
        return written.empty() ? official : official.substr(0, official.rfind(' ')) + written;
    }

    party_role role_of(std::uint32_t place) const {
        for (const auto& b : doc_.blocks)
            if (b.signature && !b.contact && names(b, place)) return party_role::signatory;
        for (const auto& m : mentions_) {
            if (m.place != place) continue;
            const auto s = around(m);
            if (!evidence_.at(place).strong && text_.any(s, tag::reached)) return party_role::consulted;
            // "Polisens medborgarlöften i …": the police's alone.
            if (doc_.blocks[m.block].kind != block_kind::bullet && is_police_own(s)) return party_role::consulted;
        }
        return party_role::signatory;
    }

    bool names(const block& b, std::uint32_t place) const {
        for (auto i = b.words.first; i < b.words.last; ++i)
            if (text_[i].place == place) return true;
        return false;
    }

    bool is_police_own(range s) const {
        for (auto i = s.first; i + 1 < s.last; ++i)
            if (text_.is(i, "polisens") && text_.has(i + 1, tag::pledge_noun) &&
                !(i + 2 < s.last && text_.is(i + 2, ":")) && !(i > s.first && text_.has(i - 1, tag::conjunction)))
                return true;
        return false;
    }

    void add_municipalities(found_parties& found) const {
        const auto chosen = chosen_places();
        std::set<std::uint32_t> seen;
        for (const auto& m : mentions_) {
            if (!seen.insert(m.place).second) continue;
            if (!chosen.contains(m.place)) continue;
            found_party p;
            p.place = m.place;
            p.value.name = name_of(m.place, p.span);
            p.value.code = std::string{municipalities_[m.place].code};
            p.value.role = role_of(m.place);
            found.add(std::move(p));
        }
        seen.clear();
        for (const auto& m : mentions_)
            if ((m.as_municipality || acts_there(m)) && !chosen.contains(m.place) &&
                !text_.any(around(m), tag::covers) && seen.insert(m.place).second)
                found.foreign.push_back(m);
    }

    // "I Norrby ska …"
    bool acts_there(const mention& m) const {
        const auto s = around(m);
        const range behind{m.words.last, std::min(s.last, m.words.last + 1)};
        return m.words.first == s.first + 1 && text_.is(s.first, "i") && text_.any(behind, tag::modal);
    }

    const manuscript& text_;
    const outline& doc_;
    const std::vector<municipality>& municipalities_;
    std::vector<mention> mentions_;
    std::vector<std::size_t> sentence_of_; // the first sentence of each block
    std::map<std::uint32_t, evidence> evidence_;
};

} // namespace

void add_municipalities(const manuscript& text, const outline& doc, const std::vector<municipality>& all,
                        found_parties& into) {
    municipality_finder{text, doc, all}.add_to(into);
}

} // namespace reading::doc
