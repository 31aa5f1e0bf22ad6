#include "reading/document_parties.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_partners.hpp"
#include "reading/document_police_names.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace reading::doc {

namespace {

constexpr std::size_t most_who_words = 7; // of "Vi som står bakom löftet är"
constexpr std::size_t most_unknown_words = 2;
constexpr std::size_t heard_reach = 5; // words behind a list to "har hörts"

class party_finder {
  public:
    party_finder(const manuscript& text, const outline& doc, found_parties& into)
        : text_{text}, doc_{doc}, found_{into} {}

    void run() {
        add_police();
        add_others();
    }

  private:
    void add_police() {
        std::set<std::string> keys;
        range general{}, authority{}, local{};
        for (const auto& b : doc_.blocks)
            for (auto i = b.words.first; i < b.words.last; ++i) {
                if (!text_.has(i, tag::police)) continue;
                const auto end = end_of_cell(b, i);
                if (tells_sender(b) && (local.empty() || text_.is_upper(local.last - 1)))
                    if (const auto name = local_police(text_, i, end); !name.empty()) local = name;
                if (general.empty()) general = {i, i + 1};
                if (authority.empty() && text_.folded(i).starts_with("polismyndighet")) authority = {i, i + 1};
                if (!text_.has(i, tag::police_area)) continue;
                const auto area = police_area_at(text_, i, end);
                if (area.size() < 2) continue;
                // "Chef lokalpolisområde Södra Berget" signs for the police that the document names
                if (b.signature && !keys.empty() && text_.any({b.words.first, i}, tag::title_word)) continue;
                const auto name = text_.plain(area);
                if (keys.insert(base::lower(name.substr(name.find(' ')))).second)
                    add_police_party(
                        text_.is_upper(area.last - 1) ? in_small_letters(text_, area) : base::capitalized(name), area);
            }
        if (!keys.empty() || general.empty()) return;
        if (!local.empty()) return add_police_party(base::capitalized(text_.plain(local)), local);
        add_police_party(authority.empty() ? "Polisen" : "Polismyndigheten", authority.empty() ? general : authority);
    }

    // Where a document says whose it is: in its head, its title and where one signs.
    bool tells_sender(const block& b) const {
        const auto index = static_cast<std::size_t>(&b - doc_.blocks.data());
        const bool names = b.kind != block_kind::row && names_only_parties(text_, b.words);
        return !b.contact && (index < head_blocks || b.signature || names) && b.kind != block_kind::bullet;
    }

    void add_police_party(std::string name, range words) {
        found_party p;
        p.value.name = std::move(name);
        p.value.kind = party_kind::police;
        p.span = text_.span_of(words);
        found_.add(std::move(p));
    }

    // "mellan X kommun, Polisen och AB Bostäder": parties of other kinds, named in the agreement itself.
    void add_others() {
        for (const auto& b : doc_.blocks) {
            add_regions(b);
            if (b.kind == block_kind::row || b.kind == block_kind::bullet) continue;
            const auto at = list_begins(b.words);
            const bool listed = at != b.words.last;
            if (!listed && !tells_sender(b)) continue;
            const auto list = listed ? list_after(at, b.words.last) : who_agrees(b);
            if (!names_a_party(list)) continue;
            for (const auto& item : parts_of(list))
                add_other(item, listed);
        }
        for (const auto& b : doc_.blocks)
            for (const auto& name : companies_signing(text_, b))
                add_named(name, party_kind::company);
        for (const auto i : find_partners(text_))
            add_named(whole_name(text_, i), kind_of_partner(text_, i), party_role::partner);
        for (const auto& s : doc_.sentences)
            for (const auto& [name, promises] : companies_acting(text_, s.words)) {
                // The county's buses and a chain's guards sign no municipality's pledge.
                const bool signs = promises && !text_.any(name, tag::company_name);
                if (!found_.kind_of(text_.folded(name.first)))
                    add_named(name, party_kind::company, signs ? party_role::signatory : party_role::partner);
            }
        for (const auto& name : find_heard(text_, doc_.sentences))
            add_named(name, kind_of_partner(text_, name.last - 1), party_role::consulted);
    }

    // Before the list of those who agree: "mellan …", "Parter i löftet är …".
    std::size_t list_begins(range words) const {
        for (auto i = words.first; i < words.last; ++i) {
            if (text_.has(i, tag::between)) return i;
            // "Vi – Norrby kommun, Polisen och Norrbyhem – lovar"
            if (text_.is(i, "-") && text_[i].spaced && i > words.first && text_.is(i - 1, "vi")) return i;
            if (text_.is(i, "?") && i > words.first && text_.has(i - 1, tag::pledge_verb)) return i; // "Vilka lovar?"
            // "Till dig som bor här, från Norrby kommun, Polisen och Norrbyhem"
            if (text_.is(i, "från") && i + 1 < words.last && text_[i + 1].capital && !text_.any(words, tag::ground))
                return i;
            // "Vi som lovar är …", "Vi som står bakom löftet är …"
            const bool who =
                i > words.first + 2 && text_.is(words.first + 1, "som") && i <= words.first + most_who_words;
            if (text_.is(i, "är") && i > words.first && (who || text_.has(i - 1, tag::pledge_verb))) return i;
            // "Vilka vi är: …", "Vem? Norrby kommun och Polisen"
            const bool asked = text_.is(words.first, "vilka") || text_.is(words.first, "vem");
            if (asked && i <= words.first + 3 && (text_.is(i, ":") || text_.is(i, "?"))) return i;
            if (!text_.is(i, "parter")) continue;
            for (auto k = i + 1; k < std::min(words.last, i + 6); ++k)
                if (text_.is(k, "är") || text_.is(k, ":")) return k;
        }
        return words.last;
    }

    // "Norrby kommun, Polisen och Tullverket har tagit fram ett löfte", "Norrby kommun · Polisen · Norrby högskola".
    range who_agrees(const block& b) const {
        auto last = b.words.first;
        for (auto i = b.words.first; i < b.words.last; ++i)
            if (text_.is(i, "=")) return {}; // "P = polisen"
        while (last < b.words.last && !text_.has(last, tag::finite) && !text_.has(last, tag::pledge_verb) &&
               !text_.has(last, tag::modal) && !text_.is(last, "."))
            ++last;
        const bool alone = last == b.words.last || (last + 1 == b.words.last && text_.is(last, "."));
        if (!alone && !text_.any({last, b.words.last}, tag::pledge_noun) && !text_.any(b.words, tag::agreement))
            return {};
        return {b.words.first, last};
    }

    // "Region Norra Berget": named in the head, where one signs, or as who promises what stands below.
    void add_regions(const block& b) {
        const auto index = static_cast<std::size_t>(&b - doc_.blocks.data());
        if (b.contact || b.kind == block_kind::row || !(index < head_blocks || b.signature || b.leads)) return;
        for (auto i = b.words.first; i + 1 < b.words.last; ++i) {
            if (!text_.is(i, "region") || !text_[i + 1].capital || text_.is(i + 1, "gotland")) continue;
            auto last = i + 1;
            while (last < b.words.last && (text_[last].capital || text_.is(last, "län")))
                ++last;
            const auto before = i - std::min(heard_reach, i - b.words.first);
            const bool heard = stays_outside(text_, {last, b.words.last}) ||
                               text_.any({last, std::min(b.words.last, last + heard_reach)}, tag::reached) ||
                               text_.any({before, i}, tag::reached); // "Region … har hörts", "samråd med Region …"
            const bool beside = stands_beside(b.words.first, i);
            add_named({i, last}, party_kind::region,
                      heard    ? party_role::consulted
                      : beside ? party_role::partner
                               : party_role::signatory);
        }
    }

    // "i samverkan med Region Berget ska …": with whom one promises, not who does.
    bool stands_beside(std::size_t from, std::size_t i) const {
        const auto with = i > from ? text_.find({i - std::min<std::size_t>(2, i - from), i}, tag::with_marker) : i;
        return with < i && text_.any({from, with}, tag::modal);
    }

    void add_named(range words, party_kind kind, party_role role = party_role::signatory) {
        found_party p;
        p.value.role = role;
        p.value.name = text_.plain(words);
        p.value.kind = kind;
        p.span = text_.span_of(words);
        found_.add(std::move(p));
    }

    range list_after(std::size_t at, std::size_t end) const {
        auto last = at + 1;
        while (last < end && !text_.has(last, tag::finite) && !text_.has(last, tag::modal) && !text_.is(last, ".") &&
               !(text_.is(last, "-") && text_[last].spaced) && !text_.has(last, tag::subordinator) &&
               !text_.is(last, "för") && last - at < 40)
            ++last;
        return {at + 1, last};
    }

    bool names_a_party(range list) const {
        bool place = false;
        for (auto i = list.first; i < list.last; ++i)
            place = place || text_[i].place != no_place;
        return place && text_.any(list, tag::police);
    }

    std::vector<range> parts_of(range list) const {
        std::vector<range> parts;
        auto from = list.first;
        for (auto i = list.first; i <= list.last; ++i)
            if (i == list.last || text_.is(i, ",") || text_.is(i, "och") || text_.is(i, "samt") || text_.is(i, "·") ||
                text_.is(i, "•") || text_.is(i, "&") ||
                (text_.is(i, "/") &&
                 (text_[i].spaced || !text_.any({from, i}, tag::police)))) { // "Polisen Norrby/Söderby"
                if (i > from) parts.push_back({from, i});
                from = i + 1;
            }
        return parts;
    }

    // Of a list of those who promise also a name that no table knows: "…, Polisen och Norrbyhem".
    void add_other(range item, bool listed) {
        const bool described = item.size() > 1 && kind_of_word(text_, item.first) && text_[item.first + 1].capital;
        if (!(text_[item.first].capital || described) || text_.any(item, tag::police) ||
            text_.any(item, tag::municipal))
            return;
        for (auto i = item.first; i < item.last; ++i) {
            const auto kind = kind_of_word(text_, i);
            if (!kind || *kind == party_kind::municipality || *kind == party_kind::police) continue;
            // "Norrbyhem AB Beslut: …" where lines run together
            const auto whole = item;
            for (auto k = whole.first; k < whole.last; ++k)
                if (const auto name = company_around(text_, k, whole); !name.empty()) item = name;
            add_named(item, *kind);
            return;
        }
        bool name = listed && item.size() <= most_unknown_words;
        for (auto i = item.first; i < item.last; ++i)
            name = name && text_.is_word(i) && text_[i].capital && (text_[i].place == no_place || i > item.first);
        if (name) add_named(item, party_kind::other);
    }

    const manuscript& text_;
    const outline& doc_;
    found_parties& found_;
};

} // namespace

found_parties find_parties(const manuscript& text, const outline& doc, const std::vector<municipality>& all) {
    found_parties found;
    add_municipalities(text, doc, all, found);
    party_finder{text, doc, found}.run();
    read_legend(text, doc.blocks, found);
    return found;
}

} // namespace reading::doc
